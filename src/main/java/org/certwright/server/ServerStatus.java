package org.certwright.server;

import org.certwright.web.Badge;

/** How the last connection check of a server ended. */
public enum ServerStatus {
    /** Log-in, path and rights were sufficient. */
    ACTIVE(Badge.ok("circle-check", "Active")),
    /** It failed; the report says at which step and why. */
    UNREACHABLE(Badge.bad("plug-connected-x", "Unreachable")),
    /** Never checked as it is registered now. */
    UNVERIFIED(Badge.idle("help-circle", "Unverified"));

    private final Badge badge;

    ServerStatus(Badge badge) {
        this.badge = badge;
    }

    public Badge badge() {
        return badge;
    }

    public String label() {
        return badge.word();
    }
}
