package org.certwright.agent.job;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection check found, step by step.
 *
 * @param steps in order; those after the first that failed are {@link Outcome#SKIPPED}
 * @param presented the host key the server presented; null when it was not reached
 * @param product name and version, for example {@code nginx 1.22.1}; null when it was not found
 * @param bindings what the last step found
 */
public record ConnectionReport(
        List<CheckedStep> steps,
        @Nullable HostKey presented,
        @Nullable String product,
        List<TlsBinding> bindings) {

    public ConnectionReport {
        steps = List.copyOf(steps);
        bindings = List.copyOf(bindings);
    }

    public boolean passed() {
        return steps.stream()
                .allMatch(it -> it.outcome() == Outcome.PASSED || it.outcome() == Outcome.WARNED);
    }

    /** What is checked, in this order. */
    public enum Check {
        REACH("Reach the server"),
        HOST_KEY("Host key"),
        LOG_IN("Log in"),
        PATH("Path"),
        RIGHTS("Rights"),
        CONFIGURATION("Configuration readable"),
        BINDINGS("Bindings found");

        private final String label;

        Check(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public enum Outcome {
        PASSED,
        WARNED,
        FAILED,
        SKIPPED
    }

    /**
     * @param message what was found, in a sentence
     * @param failure set when it failed
     */
    public record CheckedStep(
            Check check,
            Outcome outcome,
            String message,
            @Nullable Failure failure,
            Duration took) {}
}
