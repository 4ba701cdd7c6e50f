package org.certwright.agent.target;

import java.util.List;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.TlsBinding;
import org.certwright.agent.transport.RemoteHost;

/** One server product: it reads, and says what it would do. It never changes anything. */
public interface Target {

    ServerType type();

    /**
     * Reads the configuration from the server's path on.
     *
     * @throws HostException with CONFIGURATION_NOT_FOUND, CONFIGURATION_UNREADABLE, or the
     *     transport's own
     */
    Configuration read(RemoteHost host, ServerSpec server) throws HostException;

    /**
     * The commands {@link #read} and a deployment run with the rights of the login user or of sudo:
     * the connection check tries whether they may be run.
     */
    List<List<String>> commands(RemoteHost host, ServerSpec server) throws HostException;

    /**
     * What deploying would do. The material itself has been checked by the caller (pair, chain,
     * dates).
     *
     * @throws HostException with BINDING_NOT_FOUND, UNSUPPORTED_SOURCE, BAD_MATERIAL (names do not
     *     cover the virtual host)
     */
    DeploymentPlan plan(RemoteHost host, DeploymentJob job) throws HostException;

    /**
     * @param product name and version, for example {@code nginx 1.22.1}
     * @param bindings in the order of the configuration
     * @param warnings what could not be understood
     */
    record Configuration(String product, List<TlsBinding> bindings, List<String> warnings) {
        public Configuration {
            bindings = List.copyOf(bindings);
            warnings = List.copyOf(warnings);
        }
    }
}
