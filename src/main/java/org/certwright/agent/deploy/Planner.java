package org.certwright.agent.deploy;

import java.util.List;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.Endpoint;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.Step;
import org.certwright.agent.target.Artifacts;
import org.certwright.agent.transport.RemoteHost;

/** Makes plans: what the product would do, checked material, and what is served now. */
final class Planner {

    private final Deployer.Targets targets;
    private final MaterialCheck material;
    private final Handshakes handshakes;

    Planner(Deployer.Targets targets, MaterialCheck material, Handshakes handshakes) {
        this.targets = targets;
        this.material = material;
        this.handshakes = handshakes;
    }

    /**
     * @throws HostException when the job is refused
     */
    DeploymentPlan plan(RemoteHost host, DeploymentJob job) throws HostException {
        var warnings = material.check(job);
        var plan = targets.of(job.server()).plan(new Snapshot(host), job);
        return plan.found(
                endpoints(plan).stream().map(it -> presented(it, job)).toList(), warnings);
    }

    /** What is to be proved, in the plan's order. */
    static List<Endpoint> endpoints(DeploymentPlan plan) {
        return plan.steps().stream()
                .filter(Step.Prove.class::isInstance)
                .map(Step.Prove.class::cast)
                .flatMap(it -> it.endpoints().stream())
                .toList();
    }

    /** Of several certificates a server has, the one for the kind of key that is to be replaced. */
    private String presented(Endpoint endpoint, DeploymentJob job) {
        var key = job.material().leaf().getPublicKey();
        var sight =
                new Expectation(endpoint, "", "", key, Expectation.ChainTest.NONE).look(handshakes);
        var leaf = sight.leaf();
        return leaf == null ? "" : Artifacts.hash(leaf);
    }
}
