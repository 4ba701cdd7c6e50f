package org.certwright.agent.job;

import java.util.List;

/**
 * What Certwright can ask of a bot, wherever it runs. Calls block; the caller brings a virtual
 * thread.
 */
public interface Bot {

    /**
     * Checks reach, host key, log-in, path, rights, configuration and bindings. Failures are in the
     * report, never thrown.
     */
    ConnectionReport check(ServerSpec server);

    /**
     * The bindings in the server's configuration.
     *
     * @throws HostException when the server could not be read
     */
    List<TlsBinding> bindings(ServerSpec server) throws HostException;

    /**
     * Makes the plan and stops there; nothing is touched.
     *
     * @throws HostException when the job would be refused, with the reason
     */
    DeploymentPlan plan(DeploymentJob job) throws HostException;

    /**
     * Deploys, proves, and rolls back if it must; or goes on with an unfinished run.
     *
     * @throws DeploymentLink.SupersededException when another run has taken over
     */
    DeploymentResult deploy(DeploymentJob job, DeploymentLink link);
}
