package org.certwright.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.ConnectionReport.Check;
import org.certwright.agent.job.ConnectionReport.CheckedStep;
import org.certwright.agent.job.ConnectionReport.Outcome;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostKey;
import org.certwright.web.Badge;
import org.certwright.web.Tone;
import org.jspecify.annotations.Nullable;

/**
 * A connection report as the page shows it.
 *
 * @param unconfirmed the host key somebody has to decide about; null when there is none
 */
record CheckView(Badge badge, List<StepView> steps, @Nullable HostKeyQuestion unconfirmed) {

    /** Before the first test: what it will look at. */
    static CheckView none() {
        var steps =
                List.of(Check.values()).stream()
                        .map(it -> new StepView(Tone.MUTE, "minus", it.label(), null, null, null))
                        .toList();
        return new CheckView(Badge.idle("help-circle", "Not tested"), steps, null);
    }

    static CheckView of(ConnectionReport report, @Nullable HostKey pinned) {
        return new CheckView(
                badge(report),
                report.steps().stream().map(StepView::of).toList(),
                question(report, pinned));
    }

    private static @Nullable HostKeyQuestion question(
            ConnectionReport report, @Nullable HostKey pinned) {
        var presented = report.presented();
        return presented == null || presented.equals(pinned)
                ? null
                : new HostKeyQuestion(presented, pinned);
    }

    private static Badge badge(ConnectionReport report) {
        var failed = failed(report);
        if (failed.isPresent()) {
            return failed.filter(CheckView::unknownKey).isPresent()
                    ? Badge.warn("clock", "Waits for you")
                    : Badge.bad("x", "Failed: " + failed.get().check().label());
        }
        return report.steps().stream().anyMatch(it -> it.outcome() == Outcome.WARNED)
                ? Badge.warn("alert-triangle", "Passed with a warning")
                : Badge.ok("circle-check", "Passed");
    }

    private static Optional<CheckedStep> failed(ConnectionReport report) {
        return report.steps().stream().filter(it -> it.outcome() == Outcome.FAILED).findFirst();
    }

    private static boolean unknownKey(CheckedStep step) {
        return step.failure() != null && step.failure().code() == FailureCode.HOST_KEY_UNKNOWN;
    }

    /**
     * @param words the other side's own
     * @param took null while it did not run
     */
    record StepView(
            Tone tone,
            String icon,
            String title,
            @Nullable String message,
            @Nullable Cause cause,
            @Nullable Duration took) {

        static StepView of(CheckedStep step) {
            var unknownKey = unknownKey(step);
            return switch (step.outcome()) {
                case PASSED -> of(step, Tone.OK, "check");
                case WARNED -> of(step, Tone.WARN, "alert-triangle");
                case FAILED ->
                        of(step, unknownKey ? Tone.WARN : Tone.BAD, unknownKey ? "help" : "x");
                case SKIPPED ->
                        new StepView(Tone.MUTE, "minus", step.check().label(), null, null, null);
            };
        }

        private static StepView of(CheckedStep step, Tone tone, String icon) {
            return new StepView(
                    tone, icon, step.check().label(), step.message(), Cause.of(step), step.took());
        }
    }

    /**
     * @param words the other side's own
     * @param remedy what helps, in a sentence; what is to be typed stands in {@code commands}
     */
    record Cause(@Nullable String words, @Nullable String remedy, @Nullable String commands) {

        static @Nullable Cause of(CheckedStep step) {
            var failure = step.failure();
            if (failure == null) {
                return null;
            }
            var remedy = failure.remedy() == null ? new String[0] : failure.remedy().split("\n", 2);
            return new Cause(
                    failure.words(),
                    remedy.length > 0 ? remedy[0] : null,
                    remedy.length > 1 ? remedy[1] : null);
        }
    }

    /**
     * @param pinned null on first contact
     */
    record HostKeyQuestion(HostKey presented, @Nullable HostKey pinned) {

        public boolean changed() {
            return pinned != null;
        }

        /** What shows the same fingerprint on the server itself. */
        public String command() {
            return "ssh-keygen -lf /etc/ssh/ssh_host_%s_key.pub".formatted(algorithm());
        }

        private String algorithm() {
            if (presented.type().contains("ed25519")) {
                return "ed25519";
            }
            return presented.type().startsWith("ecdsa") ? "ecdsa" : "rsa";
        }
    }
}
