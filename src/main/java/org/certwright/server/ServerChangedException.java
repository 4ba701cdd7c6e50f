package org.certwright.server;

/** A server was changed while a bot looked at it; looking again helps. */
class ServerChangedException extends ServerUnavailableException {

    ServerChangedException(String message) {
        super(message);
    }
}
