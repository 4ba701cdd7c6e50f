package org.certwright.agent.runner;

import java.time.Clock;
import java.util.List;
import org.certwright.agent.deploy.Deployer;
import org.certwright.agent.deploy.Timing;
import org.certwright.agent.job.Bot;
import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentLink;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.DeploymentResult;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.TlsBinding;
import org.certwright.agent.target.Target;
import org.certwright.agent.transport.HostKeys;
import org.certwright.agent.transport.Hosts;

/**
 * The bot that lives in the application. Keeps nothing between calls; for any number of threads.
 */
public final class EmbeddedBot implements Bot {

    private final Hosts hosts;
    private final HostKeys hostKeys;
    private final Products products;
    private final Deployer deployer;

    /**
     * @param targets one for each server product that can be deployed to
     */
    public EmbeddedBot(Hosts hosts, HostKeys hostKeys, List<Target> targets, Clock clock) {
        this.hosts = hosts;
        this.hostKeys = hostKeys;
        this.products = new Products(targets);
        this.deployer = new Deployer(hosts, products::of, clock, Timing.DEFAULT);
    }

    @Override
    public ConnectionReport check(ServerSpec server) {
        return new ConnectionCheck(hosts, hostKeys, products, server).run();
    }

    @Override
    public List<TlsBinding> bindings(ServerSpec server) throws HostException {
        var target = products.of(server);
        try (var host = Closing.of(hosts.open(server))) {
            return target.read(host.get(), server).bindings();
        }
    }

    @Override
    public DeploymentPlan plan(DeploymentJob job) throws HostException {
        return deployer.plan(job);
    }

    @Override
    public DeploymentResult deploy(DeploymentJob job, DeploymentLink link) {
        return deployer.deploy(job, link);
    }
}
