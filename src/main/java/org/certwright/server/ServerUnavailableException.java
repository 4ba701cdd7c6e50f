package org.certwright.server;

import org.certwright.web.ConflictException;

/** A server cannot be worked on; the message says which, why, and what helps. */
public class ServerUnavailableException extends ConflictException {

    public ServerUnavailableException(String message) {
        super(message);
    }

    static ServerUnavailableException deleted(long serverId) {
        return new ServerUnavailableException(
                "The server with id %d no longer exists".formatted(serverId));
    }
}
