package org.certwright.server;

import java.util.List;
import org.certwright.web.ConflictException;

/** A server cannot be deleted while something uses it. */
class ServerInUseException extends ConflictException {

    ServerInUseException(String server, List<String> uses) {
        super("Server %s is not deleted: it is used by %s".formatted(server, summary(uses)));
    }

    private static String summary(List<String> uses) {
        var shown = String.join(", ", uses.subList(0, Math.min(5, uses.size())));
        return uses.size() > 5 ? "%s and %d more".formatted(shown, uses.size() - 5) : shown;
    }
}
