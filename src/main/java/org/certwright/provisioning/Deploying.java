package org.certwright.provisioning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.certwright.agent.job.DeploymentJob.Unfinished;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.DeploymentResult;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.JournalEntry;
import org.certwright.agent.job.JournalEntry.Direction;
import org.certwright.agent.job.Step;
import org.certwright.certificate.Certificate;
import org.certwright.certificate.CertificateVersions;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.Inventory;
import org.certwright.certificate.NotNowException;
import org.certwright.provisioning.DeploymentSteps.TimedEntry;
import org.certwright.provisioning.ProvisioningTasks.Turn;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happens to deployments, each verb one short transaction. The work is {@link
 * DeploymentRun}'s.
 */
@Service
class Deploying {

    private static final Duration UNTIL_SERVER_IS_FREE = Duration.ofSeconds(5);

    /**
     * A deployment handed out to a bot.
     *
     * @param run only this one may record anything
     * @param planOnly it stops after the plan
     * @param unfinished what an earlier run left behind
     */
    record Claim(
            long id,
            int run,
            boolean planOnly,
            Deployment deployment,
            @Nullable Unfinished unfinished) {}

    private final Deployments deployments;
    private final DeploymentSteps steps;
    private final Certificates certificates;
    private final CertificateVersions versions;
    private final Rollouts rollouts;
    private final ProvisioningTasks tasks;
    private final Inventory inventory;
    private final Clock clock;

    Deploying(
            Deployments deployments,
            DeploymentSteps steps,
            Certificates certificates,
            CertificateVersions versions,
            Rollouts rollouts,
            ProvisioningTasks tasks,
            Inventory inventory,
            Clock clock) {
        this.deployments = deployments;
        this.steps = steps;
        this.certificates = certificates;
        this.versions = versions;
        this.rollouts = rollouts;
        this.tasks = tasks;
        this.inventory = inventory;
        this.clock = clock;
    }

    /**
     * Takes it into the hands of a new run; empty when there is nothing to do now. What another run
     * was at work on is taken from it.
     */
    @Transactional
    public Optional<Claim> claim(Turn turn) {
        var certificateId = deployments.certificateOf(turn.id());
        if (certificateId.isEmpty()) return Optional.empty();
        var certificate = certificates.lock(certificateId.get()).orElseThrow();
        var deployment = deployments.lock(turn.id()).orElseThrow();
        if (!deployment.ticket().equals(turn.ticket())) return Optional.empty();
        return switch (deployment.state()) {
            case QUEUED -> begun(certificate, deployment);
            case RUNNING, UNRESTORED -> Optional.of(takenOver(deployment));
            case WAITING, PLANNED, DEPLOYED, REFUSED, ROLLED_BACK, CANCELLED -> Optional.empty();
        };
    }

    private Optional<Claim> begun(Certificate certificate, Deployment deployment) {
        var now = clock.instant();
        if (!deployment.isDryRun() && (certificate.ignored() || rollouts.isOvertaken(deployment))) {
            deployment.cancel(now);
            rollouts.moved(certificate, deployments.save(deployment));
            return Optional.empty();
        }
        if (deployment.planOnly()) {
            deployment.planning();
            deployments.save(deployment);
            return Optional.of(claim(deployment, null));
        }
        var opening = opening(certificate, deployment, now);
        if (opening.isAfter(now)) {
            later(deployment, opening);
            return Optional.empty();
        }
        var server = deployment.serverId();
        if (server != null) {
            deployments.lockServer(server);
            if (deployments.isTaken(server, deployment.id())) {
                later(deployment, now.plus(UNTIL_SERVER_IS_FREE));
                return Optional.empty();
            }
        }
        deployment.start(now);
        deployments.saveAndFlush(deployment);
        rollouts.tellWhetherUnderWay(certificate);
        return Optional.of(claim(deployment, null));
    }

    private static Instant opening(Certificate certificate, Deployment deployment, Instant now) {
        var configuration = certificate.configuration();
        var window = configuration == null ? null : configuration.window();
        return window == null || !deployment.isInWindow() ? now : window.nextOpening(now);
    }

    private void later(Deployment deployment, Instant at) {
        deployment.again(at);
        tasks.schedule(deployments.save(deployment));
    }

    private Claim takenOver(Deployment deployment) {
        deployment.takeOver();
        deployments.save(deployment);
        var plan = deployment.plan();
        return claim(deployment, plan == null ? null : new Unfinished(plan, journal(deployment)));
    }

    private List<JournalEntry> journal(Deployment it) {
        return steps.of(it.id(), it.attempt()).stream().map(TimedEntry::entry).toList();
    }

    private static Claim claim(Deployment deployment, @Nullable Unfinished unfinished) {
        return new Claim(
                deployment.id(),
                deployment.run(),
                unfinished == null && deployment.planOnly(),
                deployment,
                unfinished);
    }

    /** The plan is made; nothing was touched. */
    @Transactional
    public void planned(Claim claim, DeploymentPlan plan) {
        var certificate = lockCertificate(claim.id());
        mine(claim)
                .ifPresent(it -> {
                    it.planned(plan);
                    rollouts.moved(certificate, deployments.save(it));
                });
    }

    /** Whether a step that changes something has begun, in this run or an earlier one. */
    @Transactional(readOnly = true)
    public boolean hasTouched(Claim claim) {
        var it = deployments.findById(claim.id()).orElseThrow();
        var plan = it.plan();
        return plan != null
                && journal(it).stream()
                        .filter(entry -> entry.direction() == Direction.FORWARD)
                        .anyMatch(entry -> !(plan.steps().get(entry.step()) instanceof Step.Test));
    }

    /** A bot has come to an end with it. */
    @Transactional
    public void ended(Claim claim, DeploymentResult result) {
        var certificate = lockCertificate(claim.id());
        mine(claim)
                .ifPresent(it -> {
                    record(it, result);
                    rollouts.moved(certificate, deployments.save(it));
                    var server = it.serverId();
                    if (server != null && it.state() == DeploymentState.DEPLOYED)
                        inventory.proved(
                                server,
                                it.bindingId(),
                                versions.findById(it.versionId()).orElseThrow(),
                                clock.instant());
                });
    }

    private void record(Deployment it, DeploymentResult result) {
        var now = clock.instant();
        switch (result) {
            case DeploymentResult.Deployed(var proof) -> it.deployed(proof, now);
            case DeploymentResult.Refused(var cause) -> {
                it.refused(cause, now);
                retry(it, cause, now);
            }
            case DeploymentResult.RolledBack(var cause, var proof) -> {
                it.rolledBack(cause, proof, now);
                retry(it, cause, now);
            }
            case DeploymentResult.Unrestored(var cause, var rollback) -> {
                it.unrestored(cause, rollback);
                later(it, now.plus(Retries.untilRestored(it.retries() - 1)));
            }
        }
    }

    private void retry(Deployment it, Failure cause, Instant now) {
        if (it.isDryRun()) return;
        if (cause.code() == FailureCode.CANCELLED || it.isCancelRequested()) return;
        Retries.after(cause.code().next(), it.retries())
                .ifPresent(pause -> {
                    it.retry(now.plus(pause));
                    tasks.schedule(it);
                });
    }

    /**
     * Carries out the plan that was read.
     *
     * @param hash of that plan
     * @throws NotNowException when the plan is another by now, or a new certificate is being
     *     ordered
     */
    @Transactional
    public void approve(long id, String hash, String by) {
        var certificate = lockCertificate(id);
        var it = deployments.lock(id).orElseThrow();
        if (it.state() != DeploymentState.PLANNED || !hash.equals(it.planHash()))
            throw new NotNowException(
                    "The plan you read is no longer the one at hand; read it again");
        requireNoneUnderWay(certificate, it.isDryRun());
        rollouts.requireLatest(certificate, it);
        var now = clock.instant();
        it.approve(by, now);
        it.queue(now);
        tasks.schedule(deployments.save(it));
        certificate.asked("Plan approved", place(it));
        rollouts.moved(certificate, it);
    }

    /**
     * A new attempt, at once.
     *
     * @throws NotNowException when it has not failed, a later one has taken its place, or another
     *     rollout is under way
     */
    @Transactional
    public void retry(long id) {
        var certificate = lockCertificate(id);
        var it = deployments.lock(id).orElseThrow();
        var now = clock.instant();
        if (it.state() == DeploymentState.UNRESTORED) {
            certificate.asked("Rollback asked for", place(it));
            certificates.save(certificate);
            later(it, now);
            return;
        }
        var waits = it.state() == DeploymentState.QUEUED;
        if (!waits && (it.state().active() || it.state() == DeploymentState.DEPLOYED))
            throw new NotNowException("The deployment is %s".formatted(it.state().badge().word()));
        requireNoneUnderWay(certificate, !waits);
        rollouts.requireLatest(certificate, it);
        it.retryNow(now);
        tasks.schedule(deployments.save(it));
        certificate.asked("Retry asked for", place(it));
        certificates.save(certificate);
        rollouts.moved(certificate, it);
    }

    private static void requireNoneUnderWay(Certificate certificate, boolean deploymentsToo) {
        if (deploymentsToo && certificate.isDeploying())
            throw new NotNowException(certificate, "it is being deployed");
        if (certificate.status().ordering())
            throw new NotNowException(certificate, "it is being ordered");
    }

    /** Ends it where it waits; a bot at work is asked to stop, and undoes what it did. */
    @Transactional
    public DeploymentState cancel(long id) {
        var certificate = lockCertificate(id);
        var it = deployments.lock(id).orElseThrow();
        if (it.state().atWork()) it.requestCancel();
        else if (it.state().active() || it.state() == DeploymentState.WAITING)
            it.cancel(clock.instant());
        else throw new NotNowException("The deployment is %s".formatted(it.state().badge().word()));
        deployments.save(it);
        certificate.asked("Deployment cancelled", place(it));
        certificates.save(certificate);
        rollouts.moved(certificate, it);
        return it.state();
    }

    /**
     * Ends a deployment that could not be restored, because a person did so by hand. Nothing more
     * is tried, and the server is free for others.
     *
     * @throws NotNowException when it is not one of those
     */
    @Transactional
    public void restoredByHand(long id) {
        var certificate = lockCertificate(id);
        var it = deployments.lock(id).orElseThrow();
        if (it.state() != DeploymentState.UNRESTORED)
            throw new NotNowException("The deployment is %s".formatted(it.state().badge().word()));
        it.cancel(clock.instant());
        deployments.save(it);
        certificate.asked("Restored by hand", place(it));
        certificates.save(certificate);
        rollouts.moved(certificate, it);
    }

    private static String place(Deployment it) {
        return "Deployment %d, %s on %s".formatted(it.id(), it.virtualHost(), it.serverName());
    }

    private Certificate lockCertificate(long deploymentId) {
        return deployments
                .certificateOf(deploymentId)
                .flatMap(certificates::lock)
                .orElseThrow(() ->
                        new NotFoundException(
                                "There is no deployment %d any more.".formatted(deploymentId)));
    }

    /** Empty when another run has taken it over. */
    private Optional<Deployment> mine(Claim claim) {
        return deployments.lock(claim.id()).filter(it -> it.run() == claim.run());
    }
}
