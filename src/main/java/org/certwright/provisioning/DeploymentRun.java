package org.certwright.provisioning;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentJob.Settings;
import org.certwright.agent.job.DeploymentJob.Unfinished;
import org.certwright.agent.job.DeploymentLink.SupersededException;
import org.certwright.agent.job.DeploymentResult;
import org.certwright.agent.job.DeploymentResult.Refused;
import org.certwright.agent.job.DeploymentResult.Unrestored;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.JournalEntry.Direction;
import org.certwright.agent.job.Step;
import org.certwright.bot.BotLinks;
import org.certwright.bot.BotUnavailableException;
import org.certwright.ca.Authorities;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.VersionMaterial;
import org.certwright.certificate.VersionMaterial.MissingKeyException;
import org.certwright.provisioning.Deploying.Claim;
import org.certwright.provisioning.ProvisioningTasks.Turn;
import org.certwright.server.ServerSpecs;
import org.certwright.server.ServerUnavailableException;
import org.certwright.server.Servers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has a bot work on one deployment. Nothing here is in a transaction. */
@Component
class DeploymentRun {

    private static final Logger log = LoggerFactory.getLogger(DeploymentRun.class);

    private final Deploying deploying;
    private final BotLinks bots;
    private final ServerSpecs specs;
    private final Servers servers;
    private final Certificates certificates;
    private final VersionMaterial material;
    private final Authorities authorities;
    private final JdbcClient database;
    private final Settings settings;
    private final Clock clock;

    DeploymentRun(
            Deploying deploying,
            BotLinks bots,
            ServerSpecs specs,
            Servers servers,
            Certificates certificates,
            VersionMaterial material,
            Authorities authorities,
            JdbcClient database,
            @Value("${certwright.deployment.proof-time:PT60S}") Duration proofTime,
            Clock clock) {
        this.deploying = deploying;
        this.bots = bots;
        this.specs = specs;
        this.servers = servers;
        this.certificates = certificates;
        this.material = material;
        this.authorities = authorities;
        this.database = database;
        this.settings =
                new Settings(
                        Math.toIntExact(proofTime.toSeconds()),
                        Settings.DEFAULT.proofInARow(),
                        Settings.DEFAULT.backupsKept());
        this.clock = clock;
    }

    void run(Turn turn) {
        var claimed = deploying.claim(turn);
        if (claimed.isEmpty()) return;
        var claim = claimed.get();
        MDC.put("deployment", String.valueOf(claim.id()));
        try {
            if (claim.planOnly()) plan(claim);
            else {
                var result = deploy(claim);
                deploying.ended(claim, result);
                tell(claim, result);
            }
        } catch (SupersededException e) {
            log.info("Deployment {} is left to the run that took it over", claim.id());
        } finally {
            MDC.remove("deployment");
        }
    }

    private static void tell(Claim claim, DeploymentResult result) {
        var it = claim.deployment();
        switch (result) {
            case DeploymentResult.Deployed _ ->
                    log.info("{} deployed to {} and proved", it.virtualHost(), it.serverName());
            case Refused(var cause) -> failed(it, "not deployed", cause);
            case DeploymentResult.RolledBack(var cause, _) -> failed(it, "rolled back", cause);
            case Unrestored(var cause, var back) ->
                    failed(it, "not restored (" + back.message() + ")", cause);
        }
    }

    private static void failed(Deployment it, String how, Failure cause) {
        log.warn("{} on {}: {}: {}", it.virtualHost(), it.serverName(), how, cause.message());
    }

    private void plan(Claim claim) {
        try {
            deploying.planned(claim, bots.of(bot(claim)).plan(job(claim)));
        } catch (HostException e) {
            deploying.ended(claim, new Refused(e.failure()));
        } catch (BotUnavailableException | ServerUnavailableException | MissingKeyException e) {
            deploying.ended(claim, new Refused(unavailable(e)));
        }
    }

    private DeploymentResult deploy(Claim claim) {
        try {
            var link = new JournalLink(database, clock, claim.id(), claim.run());
            return honest(claim, bots.of(bot(claim)).deploy(job(claim), link));
        } catch (BotUnavailableException | ServerUnavailableException | MissingKeyException e) {
            return honest(claim, new Refused(unavailable(e)));
        }
    }

    /** What was touched by an earlier run is not refused: it is still to be restored. */
    private static DeploymentResult honest(Claim claim, DeploymentResult result) {
        return result instanceof Refused(var cause) && touched(claim.unfinished())
                ? new Unrestored(cause, cause)
                : result;
    }

    private static boolean touched(@Nullable Unfinished unfinished) {
        return unfinished != null
                && unfinished.journal().stream()
                        .filter(it -> it.direction() == Direction.FORWARD)
                        .map(it -> unfinished.plan().steps().get(it.step()))
                        .anyMatch(it -> !(it instanceof Step.Test));
    }

    private static Failure unavailable(RuntimeException e) {
        var code =
                e instanceof MissingKeyException
                        ? FailureCode.BAD_MATERIAL
                        : FailureCode.UNREACHABLE;
        return Failure.of(code, e.getMessage() + ".");
    }

    private long bot(Claim claim) {
        var server = claim.deployment().serverId();
        var mapped =
                server == null
                        ? null
                        : servers.findById(server).map(it -> it.settings().botId()).orElse(null);
        if (mapped != null) return mapped;
        var own = certificates.findById(claim.deployment().certificateId()).orElseThrow().botId();
        if (own != null) return own;
        throw new BotUnavailableException(
                "Neither server %s nor the certificate has a bot; map one"
                        .formatted(claim.deployment().serverName()));
    }

    private DeploymentJob job(Claim claim) {
        var deployment = claim.deployment();
        var server = deployment.serverId();
        if (server == null)
            throw new ServerUnavailableException(
                    "Server %s was deleted".formatted(deployment.serverName()));
        var keyAndChain = material.of(deployment.versionId());
        var configuration =
                Objects.requireNonNull(
                        certificates
                                .findById(deployment.certificateId())
                                .orElseThrow()
                                .configuration());
        var roots =
                authorities.roots(configuration.connectorId()).stream()
                        .filter(it ->
                                it.getSubjectX500Principal()
                                        .equals(
                                                keyAndChain
                                                        .chain()
                                                        .getLast()
                                                        .getIssuerX500Principal()))
                        .toList();
        return new DeploymentJob(
                deployment.id(),
                specs.of(server),
                deployment.bindingId(),
                deployment.placement(),
                keyAndChain,
                roots,
                List.of(),
                settings,
                deployment.approvedPlan(),
                claim.unfinished());
    }
}
