package org.certwright.agent.runner;

import java.io.IOException;
import java.lang.System.Logger.Level;
import org.certwright.agent.transport.RemoteHost;

/** A host for a {@code try} block: what fails when it is closed changes nothing any more. */
record Closing(RemoteHost get) implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Closing.class.getName());

    static Closing of(RemoteHost host) {
        return new Closing(host);
    }

    @Override
    public void close() {
        try {
            get.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A session did not close well", e);
        }
    }
}
