package org.certwright.server;

import java.time.Instant;
import java.util.List;
import org.certwright.agent.job.TlsBinding;

/**
 * A scan read a server's configuration. Published in the transaction that records it.
 *
 * @param bindings all that are there now; what is missing is gone
 */
public record BindingsFound(long serverId, long botId, List<TlsBinding> bindings, Instant at) {

    public BindingsFound {
        bindings = List.copyOf(bindings);
    }
}
