package org.certwright.bulk;

import org.certwright.listing.Lists.Matching;

/** Others match now than when somebody was asked about them: nothing was begun. */
final class OthersMatchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Matching asked;
    private final transient Matching now;

    OthersMatchException(Matching asked, Matching now) {
        super("Asked about %s, found %s".formatted(asked, now));
        this.asked = asked;
        this.now = now;
    }

    /** How many rows the question spoke of. */
    long asked() {
        return asked.count();
    }

    /** Whether there are as many as before. */
    boolean asMany() {
        return asked.count() == now.count();
    }
}
