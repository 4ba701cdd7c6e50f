package org.certwright.bot;

import org.certwright.web.ConflictException;

/** A bot takes no work now; the message says which, why, and what helps. */
public class BotUnavailableException extends ConflictException {

    public BotUnavailableException(String message) {
        super(message);
    }
}
