package org.certwright.provisioning;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentJob.Settings;
import org.certwright.agent.job.DeploymentLink.SupersededException;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.DeploymentResult;
import org.certwright.agent.job.DeploymentResult.Refused;
import org.certwright.agent.job.DeploymentResult.Unrestored;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

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
        DeploymentPlan plan;
        try {
            plan = bots.of(bot(claim)).plan(job(claim));
        } catch (HostException e) {
            deploying.ended(claim, new Refused(e.failure()));
            return;
        } catch (RuntimeException e) {
            deploying.ended(claim, new Refused(failure(claim, e)));
            return;
        }
        deploying.planned(claim, plan);
    }

    private DeploymentResult deploy(Claim claim) {
        try {
            var link = new JournalLink(database, clock, claim.id(), claim.run());
            return honest(claim, bots.of(bot(claim)).deploy(job(claim), link));
        } catch (RuntimeException e) {
            return honest(claim, new Refused(failure(claim, e)));
        }
    }

    /** What was touched is not refused: it is still to be restored. */
    private DeploymentResult honest(Claim claim, DeploymentResult result) {
        return result instanceof Refused(var cause) && deploying.hasTouched(claim)
                ? new Unrestored(cause, cause)
                : result;
    }

    /**
     * What an exception means for the deployment; one that only says that this run cannot go on
     * (the database is gone, another run took over) is thrown on.
     */
    private static Failure failure(Claim claim, RuntimeException e) {
        return switch (e) {
            case SupersededException _, DataAccessException _, TransactionException _ -> throw e;
            case MissingKeyException _ ->
                    Failure.of(FailureCode.BAD_MATERIAL, e.getMessage() + ".");
            case BotUnavailableException _, ServerUnavailableException _ ->
                    Failure.of(FailureCode.UNREACHABLE, e.getMessage() + ".");
            default -> {
                log.error("Deployment {} met what nobody foresaw", claim.id(), e);
                yield new Failure(
                        FailureCode.UNEXPECTED,
                        "The bot met what nobody foresaw: %s."
                                .formatted(e.getClass().getSimpleName()),
                        null,
                        "The log has the details, under \"Deployment %d\". Please report them."
                                .formatted(claim.id()));
            }
        };
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
