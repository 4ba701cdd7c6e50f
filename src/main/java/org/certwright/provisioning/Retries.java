package org.certwright.provisioning;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.certwright.agent.job.FailureCode.NextAction;

/** How long to wait before the next attempt, by kind of failure and number of attempts. */
final class Retries {

    private static final List<Duration> TRY_LATER =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(3),
                    Duration.ofHours(6));
    private static final List<Duration> FIX_ACCESS =
            List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24));
    private static final List<Duration> UNRESTORED =
            List.of(
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1));

    private Retries() {}

    /**
     * @param retries how many there were
     * @return empty when it waits for a person
     */
    static Optional<Duration> after(NextAction next, int retries) {
        var pauses =
                switch (next) {
                    case TRY_LATER -> TRY_LATER;
                    case FIX_ACCESS -> FIX_ACCESS;
                    case NEEDS_A_PERSON -> List.<Duration>of();
                };
        return retries < pauses.size() ? Optional.of(pauses.get(retries)) : Optional.empty();
    }

    /** What is not restored is never given up. */
    static Duration untilRestored(int retries) {
        return UNRESTORED.get(Math.min(retries, UNRESTORED.size() - 1));
    }
}
