package org.certwright.agent.deploy;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Pauses between tries, each twice as long as the one before, until the time is over. */
final class Pauses {

    private final Duration longest;
    private final long end;
    private Duration next;

    Pauses(Timing timing, Duration limit) {
        this.longest = timing.longestPause();
        this.next = timing.firstPause();
        this.end = System.nanoTime() + limit.toNanos();
    }

    boolean over() {
        return System.nanoTime() - end >= 0;
    }

    void pause() {
        sleep(next);
        var twice = next.multipliedBy(2);
        next = twice.compareTo(longest) < 0 ? twice : longest;
    }

    /**
     * @throws CancellationException when the program is being stopped: the deployment ends where it
     *     is, and is taken up from its journal
     */
    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted");
        }
    }
}
