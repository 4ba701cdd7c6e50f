package org.certwright.bot;

import java.util.Set;

/** Implemented where work is assigned to bots, so that a bot's status can be told. */
public interface BotWork {

    /** The bots that have work assigned. */
    Set<Long> assignedBots();
}
