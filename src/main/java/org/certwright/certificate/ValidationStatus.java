package org.certwright.certificate;

import org.certwright.web.Badge;

/** What became of something a CA wanted shown before it issues. */
public enum ValidationStatus {
    PENDING(Badge.run("hourglass", "Pending")),
    VALIDATED(Badge.ok("circle-check", "Validated")),
    /** The order ended before it was shown. */
    FAILED(Badge.bad("circle-x", "Failed"));

    private final Badge badge;

    ValidationStatus(Badge badge) {
        this.badge = badge;
    }

    public Badge badge() {
        return badge;
    }
}
