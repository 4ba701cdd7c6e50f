package org.certwright.certificate;

/**
 * What a certificate waits for. Derived by the database from the other columns, so that tile,
 * filter and label always agree; each certificate has at most one, ignored ones none.
 */
public enum Readiness {
    /** No provisioning bot. */
    BOT_UNASSIGNED("Bot Unassigned", "idle", "robot-off"),
    /** A bot, but no connector or no target. */
    CONFIGURATION_PENDING("Configuration Pending", "warn", "adjustments"),
    /** The last attempt failed or was rolled back. */
    DEPLOYMENT_FAILED("Deployment Failed", "bad", "alert-triangle"),
    /** Complete, and an issuance or deployment is due, queued or under way. */
    DEPLOYMENT_PENDING("Deployment Pending", "run", "clock");

    private final String label;
    private final String tone;
    private final String icon;

    Readiness(String label, String tone, String icon) {
        this.label = label;
        this.tone = tone;
        this.icon = icon;
    }

    public String label() {
        return label;
    }

    public String tone() {
        return tone;
    }

    public String icon() {
        return icon;
    }
}
