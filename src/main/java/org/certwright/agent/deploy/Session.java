package org.certwright.agent.deploy;

import java.io.IOException;
import java.lang.System.Logger.Level;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.transport.Hosts;
import org.certwright.agent.transport.RemoteHost;
import org.jspecify.annotations.Nullable;

/** The server during one deployment: opened when first needed, and again after it was lost. */
final class Session implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    @FunctionalInterface
    interface Work<T> {
        T on(RemoteHost host) throws HostException;
    }

    private final Hosts hosts;
    private final ServerSpec server;
    private final Timing timing;
    private @Nullable RemoteHost open;

    Session(Hosts hosts, ServerSpec server, Timing timing) {
        this.hosts = hosts;
        this.server = server;
        this.timing = timing;
    }

    RemoteHost host() throws HostException {
        var host = open;
        if (host == null) {
            host = hosts.open(server);
            open = host;
        }
        return host;
    }

    /** Work that is done again over a new session when the server was lost: it is idempotent. */
    <T> T persistently(Work<T> work) throws HostException {
        var pauses = timing.upTo(timing.reconnect());
        while (true) {
            try {
                return work.on(host());
            } catch (HostException e) {
                if (!lost(e) || pauses.over()) {
                    throw e;
                }
                close();
                pauses.pause();
            }
        }
    }

    private static boolean lost(HostException e) {
        return switch (e.failure().code()) {
            case BUSY, UNREACHABLE, CONNECTION_LOST, TIMED_OUT -> true;
            default -> false;
        };
    }

    @Override
    public void close() {
        var host = open;
        open = null;
        if (host == null) {
            return;
        }
        try {
            host.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A session did not close well", e);
        }
    }
}
