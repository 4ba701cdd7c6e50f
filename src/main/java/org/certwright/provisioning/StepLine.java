package org.certwright.provisioning;

import java.time.Duration;
import org.certwright.agent.job.JournalEntry.Direction;
import org.certwright.provisioning.DeploymentSteps.TimedEntry;
import org.certwright.web.Tone;
import org.jspecify.annotations.Nullable;

/** A step of the timeline, as {@code fragments/parts :: steps} draws it. */
record StepLine(
        Tone tone,
        String icon,
        String title,
        @Nullable String note,
        @Nullable Duration duration,
        @Nullable String output) {

    static StepLine of(TimedEntry it) {
        var entry = it.entry();
        var back = entry.direction() == Direction.BACK;
        var ended = it.endedAt();
        var duration = ended == null ? null : Duration.between(it.startedAt(), ended);
        return switch (entry.state()) {
            case RUNNING -> line(Tone.RUN, "loader-2", entry.title(), null, null, null);
            case DONE ->
                    line(
                            back ? Tone.WARN : Tone.OK,
                            back ? "arrow-back-up" : "check",
                            entry.title(),
                            back ? "Rolling back" : null,
                            duration,
                            entry.output());
            case FAILED -> line(Tone.BAD, "x", entry.title(), null, duration, entry.output());
            case UNDONE ->
                    line(
                            Tone.MUTE,
                            "arrow-back-up",
                            entry.title(),
                            "Undone.",
                            duration,
                            entry.output());
        };
    }

    private static StepLine line(
            Tone tone,
            String icon,
            String title,
            @Nullable String note,
            @Nullable Duration duration,
            @Nullable String output) {
        return new StepLine(tone, icon, title, note, duration, output);
    }
}
