package org.certwright.bot;

/** Where a bot runs. */
public enum BotKind {
    /** In this application; exists from the first start. */
    EMBEDDED,
    /** In another network, from where it dials out. */
    REMOTE
}
