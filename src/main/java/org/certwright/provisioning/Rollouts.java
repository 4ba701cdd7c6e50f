package org.certwright.provisioning;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.certwright.certificate.Certificate;
import org.certwright.certificate.CertificateStatus;
import org.certwright.certificate.CertificateTarget;
import org.certwright.certificate.CertificateVersion;
import org.certwright.certificate.CertificateVersions;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.NotNowException;
import org.certwright.server.Server;
import org.certwright.server.Servers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings a version to the targets of its certificate, wave after wave: the next one starts when
 * every deployment of the one before is proved. The certificate's status follows from the latest
 * deployment of each target. Called inside a transaction that holds the certificate's lock.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Rollouts {

    /** The worst is the one the certificate speaks of. */
    private static final Comparator<Deployment> BY_DAMAGE =
            Comparator.comparing((Deployment it) -> !it.isRestored())
                    .thenComparing(it -> it.state() == DeploymentState.UNRESTORED);

    private final Deployments deployments;
    private final Certificates certificates;
    private final CertificateVersions versions;
    private final Servers servers;
    private final ProvisioningTasks tasks;
    private final Clock clock;

    Rollouts(
            Deployments deployments,
            Certificates certificates,
            CertificateVersions versions,
            Servers servers,
            ProvisioningTasks tasks,
            Clock clock) {
        this.deployments = deployments;
        this.certificates = certificates;
        this.versions = versions;
        this.servers = servers;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** A new version was issued: it goes to all targets by itself. */
    public void issued(CertificateVersion version, String reason, String by) {
        var certificate = certificates.findById(version.certificate().id()).orElseThrow();
        var configuration = Objects.requireNonNull(certificate.configuration());
        begin(certificate, version, Rollout.byItself(reason, by, configuration.automatic()));
    }

    /** What is left of earlier rollouts is given up. */
    public List<Deployment> begin(
            Certificate certificate, CertificateVersion version, Rollout rollout) {
        var now = clock.instant();
        for (var former : deployments.unfinished(certificate.id()))
            if (!former.state().atWork() && (former.isDryRun() || !rollout.dryRun())) {
                former.cancel(now);
                deployments.save(former);
            }
        var all =
                certificate.targets().stream()
                        .map(it ->
                                deployments.save(
                                        deployment(certificate, version, it, rollout, now)))
                        .toList();
        if (rollout.dryRun()) all.forEach(it -> queue(it, now));
        else {
            startNextWave(all, now);
            tellWhetherUnderWay(certificate);
        }
        return all;
    }

    private Deployment deployment(
            Certificate certificate,
            CertificateVersion version,
            CertificateTarget target,
            Rollout rollout,
            Instant now) {
        var server =
                servers.findById(target.serverId()).map(Server::description).orElse("(deleted)");
        return new Deployment(rollout, certificate.id(), version.id(), target, server, now);
    }

    private void startNextWave(List<Deployment> all, Instant now) {
        var waiting = all.stream().filter(it -> it.state() == DeploymentState.WAITING).toList();
        if (waiting.isEmpty()) return;
        var next = waiting.getFirst().wave();
        waiting.stream().filter(it -> it.wave() == next).forEach(it -> queue(it, now));
    }

    private void queue(Deployment deployment, Instant at) {
        deployment.queue(at);
        tasks.schedule(deployments.save(deployment));
    }

    /**
     * @throws NotNowException when another deployment came to its place since, or nothing is
     *     deployed there any more
     */
    public void requireLatest(Certificate certificate, Deployment it) {
        if (certificate.targets().stream().noneMatch(it::isFor))
            throw new NotNowException(
                    certificate,
                    "%s on %s is no longer one of its targets"
                            .formatted(it.virtualHost(), it.serverName()));
        if (isOvertaken(it))
            throw new NotNowException(
                    certificate,
                    "a later deployment to %s has taken the place of this one"
                            .formatted(it.serverName()));
    }

    /** Whether another deployment came to its place since. */
    public boolean isOvertaken(Deployment it) {
        return deployments.latest(it.certificateId()).stream()
                .anyMatch(later -> later.isAtPlaceOf(it) && later.id() > it.id());
    }

    /** After each change of a deployment: starts the next wave, and tells the certificate. */
    public void moved(Certificate certificate, Deployment moved) {
        if (moved.isDryRun()) return;
        var now = clock.instant();
        if (moved.state() == DeploymentState.DEPLOYED && allStartedAreDeployed(moved))
            startNextWave(deployments.ofRollout(moved.rollout()), now);
        tellStatus(certificate, moved, now);
        tellWhetherUnderWay(certificate);
    }

    private boolean allStartedAreDeployed(Deployment moved) {
        return deployments.ofRollout(moved.rollout()).stream()
                .filter(it -> it.state() != DeploymentState.WAITING)
                .allMatch(it -> it.state() == DeploymentState.DEPLOYED);
    }

    private void tellStatus(Certificate certificate, Deployment moved, Instant now) {
        var status = certificate.status();
        // an order begun since is what matters now, not the former version tried again
        if (status.ordering() || status == CertificateStatus.ORDER_FAILED && moved.retries() > 0)
            return;
        var targets = certificate.targets();
        var latest =
                deployments.latest(certificate.id()).stream()
                        .filter(it -> targets.stream().anyMatch(it::isFor))
                        .toList();
        var failed = latest.stream().filter(Deployment::hasFailed).max(BY_DAMAGE);
        if (failed.isPresent()) {
            var cause = failed.get().cause();
            if (failed.get().isRestored()) certificate.rolledBack(cause, now);
            else certificate.deploymentFailed(cause, now);
        } else if (moved.state() == DeploymentState.DEPLOYED
                && latest.size() == targets.size()
                && latest.stream().allMatch(it -> it.hasDeployed(moved.versionId())))
            certificate.deployed(versions.findById(moved.versionId()).orElseThrow(), now);
    }

    /**
     * What failed and is tried again is not: one server that does not answer must not keep all the
     * others from being renewed.
     */
    public void tellWhetherUnderWay(Certificate certificate) {
        certificate.deploying(
                deployments.unfinished(certificate.id()).stream()
                        .anyMatch(it -> !it.isDryRun() && it.state().active() && !it.hasFailed()));
        certificates.save(certificate);
    }
}
