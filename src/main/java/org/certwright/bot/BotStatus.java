package org.certwright.bot;

import org.certwright.web.Badge;

/** What a bot is doing; always computed, never stored. */
public enum BotStatus {
    /** Created; its token was never used. */
    PENDING_ACTIVATION(Badge.idle("key", "Pending Activation")),
    /** Connected, but nothing is assigned to it. */
    PENDING(Badge.warn("clock", "Pending")),
    /** Connected within three heartbeats, with work assigned. */
    ACTIVE(Badge.ok("circle-check", "Active")),
    /** Was connected, and missed three heartbeats. */
    INACTIVE(Badge.bad("plug-connected-x", "Inactive")),
    /** An administrator paused it; it takes no work. */
    STOPPED(Badge.mute("player-pause", "Stopped"));

    private final Badge badge;

    BotStatus(Badge badge) {
        this.badge = badge;
    }

    public Badge badge() {
        return badge;
    }

    public String label() {
        return badge.word();
    }
}
