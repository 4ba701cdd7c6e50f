package org.certwright.provisioning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.certwright.agent.job.DeploymentJob.Unfinished;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.DeploymentResult;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.certificate.Certificate;
import org.certwright.certificate.CertificateVersions;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.Inventory;
import org.certwright.certificate.NotNowException;
import org.certwright.provisioning.DeploymentSteps.TimedEntry;
import org.certwright.provisioning.ProvisioningTasks.Turn;
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
        if (certificate.ignored() && !deployment.isDryRun()) {
            deployment.cancel(now);
            deployments.save(deployment);
            certificate.deploymentCancelled();
            certificates.save(certificate);
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
        var journal =
                steps.of(deployment.id(), deployment.attempt()).stream()
                        .map(TimedEntry::entry)
                        .toList();
        return claim(deployment, plan == null ? null : new Unfinished(plan, journal));
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
                    deployments.save(it);
                    if (!it.isDryRun()) tellRollout(certificate, it);
                });
    }

    /** A bot has come to an end with it. */
    @Transactional
    public void ended(Claim claim, DeploymentResult result) {
        var certificate = lockCertificate(claim.id());
        mine(claim)
                .ifPresent(it -> {
                    record(it, result);
                    deployments.save(it);
                    if (!it.isDryRun()) tellRollout(certificate, it);
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
     * @throws NotNowException when the plan is another by now
     */
    @Transactional
    public void approve(long id, String hash, String by) {
        var certificate = lockCertificate(id);
        var it = deployments.lock(id).orElseThrow();
        if (it.state() != DeploymentState.PLANNED || !hash.equals(it.planHash()))
            throw new NotNowException(
                    "The plan you read is no longer the one at hand; read it again");
        var wasDryRun = it.isDryRun();
        if (wasDryRun && certificate.isDeploying())
            throw new NotNowException(certificate, "it is being deployed");
        var now = clock.instant();
        it.approve(by, now);
        it.queue(now);
        tasks.schedule(deployments.save(it));
        certificate.deploying();
        certificates.save(certificate);
    }

    /**
     * A new attempt, at once.
     *
     * @throws NotNowException when it has not failed, or another rollout is under way
     */
    @Transactional
    public void retry(long id) {
        var certificate = lockCertificate(id);
        var it = deployments.lock(id).orElseThrow();
        var now = clock.instant();
        if (it.state() == DeploymentState.UNRESTORED) {
            later(it, now);
            return;
        }
        var waits = it.state() == DeploymentState.QUEUED;
        if (!waits && (it.state().active() || it.state() == DeploymentState.DEPLOYED))
            throw new NotNowException("The deployment is %s".formatted(it.state().badge().word()));
        if (!waits && certificate.isDeploying())
            throw new NotNowException(certificate, "it is being deployed");
        if (certificate.status().ordering())
            throw new NotNowException(certificate, "it is being ordered");
        it.retryNow(now);
        tasks.schedule(deployments.save(it));
        if (!it.isDryRun()) certificate.deploying();
        certificates.save(certificate);
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
        if (!it.isDryRun()) tellRollout(certificate, it);
        return it.state();
    }

    private void tellRollout(Certificate certificate, Deployment it) {
        rollouts.ended(certificate, versions.findById(it.versionId()).orElseThrow(), it);
    }

    private Certificate lockCertificate(long deploymentId) {
        return certificates
                .lock(deployments.certificateOf(deploymentId).orElseThrow())
                .orElseThrow();
    }

    /** Empty when another run has taken it over. */
    private Optional<Deployment> mine(Claim claim) {
        return deployments.lock(claim.id()).filter(it -> it.run() == claim.run());
    }
}
