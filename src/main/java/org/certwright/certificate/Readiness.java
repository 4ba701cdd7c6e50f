package org.certwright.certificate;

import org.certwright.web.Badge;

/**
 * What a certificate waits for. Derived by the database from the other columns, so that tile,
 * filter and label always agree; each certificate has at most one, ignored ones none.
 */
public enum Readiness {
    /** No provisioning bot. */
    BOT_UNASSIGNED(Badge.idle("robot-off", "Bot Unassigned")),
    /** A bot, but no connector or no target. */
    CONFIGURATION_PENDING(Badge.warn("adjustments", "Configuration Pending")),
    /** The last attempt failed or was rolled back. */
    DEPLOYMENT_FAILED(Badge.bad("alert-triangle", "Deployment Failed")),
    /** Complete, and an issuance or deployment is due, queued or under way. */
    DEPLOYMENT_PENDING(Badge.run("clock", "Deployment Pending"));

    private final Badge badge;

    Readiness(Badge badge) {
        this.badge = badge;
    }

    public Badge badge() {
        return badge;
    }

    public String label() {
        return badge.word();
    }
}
