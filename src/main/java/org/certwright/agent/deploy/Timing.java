package org.certwright.agent.deploy;

import java.time.Duration;

/**
 * How long a deployment waits for what; tests wait less.
 *
 * @param handshake for a connection, and for each answer of one handshake
 * @param betweenMatches between two handshakes that both show the expected leaf, as a server may
 *     show the former and the new one in turn just after a reload
 * @param firstPause after a handshake, a log-in or a call of the link that failed; doubled each
 *     time
 * @param longestPause where the doubling ends
 * @param reconnect how long a lost server is tried again, for each action of a rollback
 * @param link how long a lost link is tried again at the end
 */
public record Timing(
        Duration handshake,
        Duration betweenMatches,
        Duration firstPause,
        Duration longestPause,
        Duration reconnect,
        Duration link) {

    public static final Timing DEFAULT =
            new Timing(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1));

    /** Pauses that grow until a limit is reached. */
    Pauses upTo(Duration limit) {
        return new Pauses(this, limit);
    }
}
