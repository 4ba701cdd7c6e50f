package org.certwright.bot;

/** A bot cannot be deleted now; the message says why. */
class BotInUseException extends RuntimeException {

    BotInUseException(String message) {
        super(message);
    }
}
