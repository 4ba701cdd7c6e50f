package org.certwright.agent.transport;

import org.certwright.agent.job.HostException;
import org.certwright.agent.job.HostKey;
import org.certwright.agent.job.ServerSpec;

/** Asks servers who they are, before anyone trusts them. */
public interface HostKeys {

    /**
     * The key the server presents: one of the pinned type where a key is pinned. Only the key
     * exchange is done; nobody logs in, and no secret leaves Certwright.
     *
     * @throws HostException with code UNREACHABLE, or HOST_KEY_CHANGED when the server no longer
     *     has a key of the pinned type
     */
    HostKey presentedBy(ServerSpec server) throws HostException;
}
