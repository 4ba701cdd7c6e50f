package org.certwright.agent.deploy;

import java.time.Clock;
import java.util.List;
import org.certwright.agent.deploy.Execution.Outcome;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentLink;
import org.certwright.agent.job.DeploymentLink.LinkLostException;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.DeploymentResult;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.JournalEntry;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.target.Target;
import org.certwright.agent.transport.Hosts;

/** Plans deployments and carries them out: one executor and one rollback for all products. */
public final class Deployer {

    /** Finds the product of a server. */
    @FunctionalInterface
    public interface Targets {
        /**
         * @throws HostException when there is none for such a server
         */
        Target of(ServerSpec server) throws HostException;
    }

    private final Hosts hosts;
    private final Targets targets;
    private final Clock clock;
    private final Timing timing;

    public Deployer(Hosts hosts, Targets targets, Clock clock, Timing timing) {
        this.hosts = hosts;
        this.targets = targets;
        this.clock = clock;
        this.timing = timing;
    }

    /** As {@link org.certwright.agent.job.Bot#plan} promises. */
    public DeploymentPlan plan(DeploymentJob job) throws HostException {
        try (var session = new Session(hosts, job.server(), timing)) {
            var plan = planner().plan(session.host(), job);
            new Steps(session, job, plan, timing).testBefore();
            return plan;
        }
    }

    /** As {@link org.certwright.agent.job.Bot#deploy} promises. */
    public DeploymentResult deploy(DeploymentJob job, DeploymentLink link) {
        try (var session = new Session(hosts, job.server(), timing)) {
            var unfinished = job.unfinished();
            if (unfinished != null) {
                return execution(session, job, unfinished.plan(), link, unfinished.journal())
                        .goOn();
            }
            var plan = planner().plan(session.host(), job);
            approved(job, plan);
            link.planned(plan);
            return execution(session, job, plan, link, List.of()).forward(0);
        } catch (HostException e) {
            return new DeploymentResult.Refused(e.failure());
        } catch (LinkLostException e) {
            return new DeploymentResult.Refused(Outcome.linkLost(e));
        }
    }

    private static void approved(DeploymentJob job, DeploymentPlan plan) throws HostException {
        var approved = job.approvedPlan();
        if (approved != null && !approved.equals(plan.hash())) {
            throw new HostException(
                    new Failure(
                            FailureCode.DRIFTED,
                            "The plan made now is not the one that was approved: a file on %s, its configuration, or the certificate has changed since."
                                    .formatted(job.server().name()),
                            "approved  %s\nnow       %s".formatted(approved, plan.hash()),
                            "Read the new plan, and approve that."));
        }
    }

    private Planner planner() {
        return new Planner(targets, new MaterialCheck(clock), new Handshakes(timing));
    }

    private Execution execution(
            Session session,
            DeploymentJob job,
            DeploymentPlan plan,
            DeploymentLink link,
            List<JournalEntry> known) {
        return new Execution(
                plan, new Steps(session, job, plan, timing), new Journal(link, timing, known));
    }
}
