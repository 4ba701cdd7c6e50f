package org.certwright.agent.transport;

import org.certwright.agent.job.HostException;
import org.certwright.agent.job.ServerSpec;

/** Opens servers. One for the whole application. */
public interface Hosts {

    /**
     * Connects, checks the pinned host key, logs in.
     *
     * @throws HostException with codes UNREACHABLE, HOST_KEY_UNKNOWN, HOST_KEY_CHANGED,
     *     AUTHENTICATION_FAILED, NO_PRIVILEGE
     */
    RemoteHost open(ServerSpec server) throws HostException;
}
