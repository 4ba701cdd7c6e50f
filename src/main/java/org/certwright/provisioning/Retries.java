package org.certwright.provisioning;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.certwright.agent.job.FailureCode.NextAction;

/** How long to wait before the next attempt, by kind of failure and number of attempts. */
final class Retries {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final List<Duration> TRY_LATER =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(3),
                    Duration.ofHours(6),
                    A_DAY);
    private static final List<Duration> FIX_ACCESS =
            List.of(Duration.ofHours(1), Duration.ofHours(6), A_DAY);
    private static final List<Duration> UNRESTORED =
            List.of(
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1));

    private Retries() {}

    /**
     * The pauses grow up to a day, and go on so: a server that is back after a week gets its
     * certificate.
     *
     * @param retries how many there were
     * @return empty when it waits for a person
     */
    static Optional<Duration> after(NextAction next, int retries) {
        return switch (next) {
            case TRY_LATER -> Optional.of(pause(TRY_LATER, retries));
            case FIX_ACCESS -> Optional.of(pause(FIX_ACCESS, retries));
            case NEEDS_A_PERSON -> Optional.empty();
        };
    }

    /** What is not restored is never given up. */
    static Duration untilRestored(int retries) {
        return pause(UNRESTORED, retries);
    }

    private static Duration pause(List<Duration> pauses, int retries) {
        return pauses.get(Math.min(retries, pauses.size() - 1));
    }
}
