package org.certwright.bot;

/** What a bot is doing; always computed, never stored. */
public enum BotStatus {
    /** Created; its token was never used. */
    PENDING_ACTIVATION("Pending Activation"),
    /** Connected, but nothing is assigned to it. */
    PENDING("Pending"),
    /** Connected within three heartbeats, with work assigned. */
    ACTIVE("Active"),
    /** Was connected, and missed three heartbeats. */
    INACTIVE("Inactive"),
    /** An administrator paused it; it takes no work. */
    STOPPED("Stopped");

    private final String label;

    BotStatus(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
