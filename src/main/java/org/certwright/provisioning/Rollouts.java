package org.certwright.provisioning;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.certwright.certificate.Certificate;
import org.certwright.certificate.CertificateTarget;
import org.certwright.certificate.CertificateVersion;
import org.certwright.certificate.Certificates;
import org.certwright.server.Server;
import org.certwright.server.Servers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings a version to the targets of its certificate, wave after wave: the next one starts when
 * every deployment of the one before is proved. The certificate's status follows. Called inside a
 * transaction that holds the certificate's lock.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Rollouts {

    private final Deployments deployments;
    private final Certificates certificates;
    private final Servers servers;
    private final ProvisioningTasks tasks;
    private final Clock clock;

    Rollouts(
            Deployments deployments,
            Certificates certificates,
            Servers servers,
            ProvisioningTasks tasks,
            Clock clock) {
        this.deployments = deployments;
        this.certificates = certificates;
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
        if (all.isEmpty()) return all;
        if (rollout.dryRun()) all.forEach(it -> queue(it, now));
        else {
            startNextWave(all, now);
            certificate.deploying();
            certificates.save(certificate);
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
     * After each end of a deployment: starts the next wave, and tells the certificate.
     *
     * @param version the one the rollout brings
     */
    public void ended(Certificate certificate, CertificateVersion version, Deployment ended) {
        var now = clock.instant();
        var all = deployments.ofRollout(ended.rollout());
        var started = all.stream().filter(it -> it.state() != DeploymentState.WAITING).toList();
        if (ended.state() == DeploymentState.DEPLOYED
                && started.stream().allMatch(it -> it.state() == DeploymentState.DEPLOYED)) {
            if (started.size() == all.size()) {
                certificate.deployed(version, now);
                certificates.save(certificate);
                return;
            }
            startNextWave(all, now);
        }
        tell(certificate, ended, all, now);
    }

    private void tell(
            Certificate certificate, Deployment ended, List<Deployment> all, Instant now) {
        var failure = ended.failure();
        if (failure != null && ended.state() != DeploymentState.DEPLOYED) {
            var cause = "%s: %s".formatted(ended.serverName(), failure.message());
            if (ended.proof() != null && ended.rollbackFailure() == null)
                certificate.rolledBack(cause, now);
            else certificate.deploymentFailed(cause, now);
        }
        if (all.stream().anyMatch(it -> it.state().active())) certificate.deploying();
        else certificate.deploymentCancelled();
        certificates.save(certificate);
    }
}
