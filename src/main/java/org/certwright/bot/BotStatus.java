package org.certwright.bot;

import org.certwright.web.Badge;

/** What a bot is doing; always computed by the database, never stored. */
public enum BotStatus {
    /** Created; its token was never used. */
    PENDING_ACTIVATION(
            Badge.idle("key", "Pending Activation"),
            "Created; its token was never used. It takes work once it has connected."),
    /** Connected, but nothing is assigned to it. */
    PENDING(Badge.warn("clock", "Pending"), "Connected, but no server or scan is assigned to it."),
    /** Connected within three heartbeats, with work assigned. */
    ACTIVE(Badge.ok("circle-check", "Active"), "Connected, with work assigned."),
    /** Was connected, and missed three heartbeats. */
    INACTIVE(
            Badge.bad("plug-connected-x", "Inactive"),
            "Missed three heartbeats. Its work waits until it is back; look at its host and its"
                    + " way to Certwright."),
    /** An administrator paused it; it takes no work. */
    STOPPED(
            Badge.mute("player-pause", "Stopped"),
            "An administrator paused it. It takes no work until it is started.");

    private final Badge badge;
    private final String explanation;

    BotStatus(Badge badge, String explanation) {
        this.badge = badge;
        this.explanation = explanation;
    }

    public Badge badge() {
        return badge;
    }

    /** What it means, and what helps. */
    public String explanation() {
        return explanation;
    }

    public String label() {
        return badge.word();
    }
}
