package org.certwright.bot;

/** A bot takes no work now; the message says which, why, and what helps. */
public class BotUnavailableException extends RuntimeException {

    public BotUnavailableException(String message) {
        super(message);
    }
}
