package org.certwright.bot;

import org.certwright.web.ConflictException;

/** A bot cannot be deleted now; the message says why. */
class BotInUseException extends ConflictException {

    BotInUseException(String message) {
        super(message);
    }
}
