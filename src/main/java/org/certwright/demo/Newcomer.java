package org.certwright.demo;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.SudoMode;
import org.certwright.bot.BotKind;
import org.certwright.bot.Bots;
import org.certwright.ca.Authorities;
import org.certwright.certificate.Certificate;
import org.certwright.certificate.CertificateConfiguration;
import org.certwright.certificate.CertificateTarget.Place;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.RenewalPolicy;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.server.ServerBindings;
import org.certwright.server.ServerRegistry;
import org.certwright.server.ServerSettings;
import org.certwright.server.Servers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Does what a newcomer would: registers the sandbox, and configures what is found there. */
@Component
@Profile("demo")
class Newcomer {

    private static final Logger log = LoggerFactory.getLogger(Newcomer.class);
    private static final String SERVER = "Sandbox";
    private static final String BY = "demo";

    private final Sandbox sandbox;
    private final ServerRegistry registry;
    private final Servers servers;
    private final ServerBindings bindings;
    private final Bots bots;
    private final Authorities authorities;
    private final Certificates certificates;
    private final JdbcClient database;
    private final Clock clock;

    Newcomer(
            Sandbox sandbox,
            ServerRegistry registry,
            Servers servers,
            ServerBindings bindings,
            Bots bots,
            Authorities authorities,
            Certificates certificates,
            JdbcClient database,
            Clock clock) {
        this.sandbox = sandbox;
        this.registry = registry;
        this.servers = servers;
        this.bindings = bindings;
        this.bots = bots;
        this.authorities = authorities;
        this.certificates = certificates;
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2, initialDelay = 2, timeUnit = TimeUnit.SECONDS)
    @Transactional
    public void goOn() throws IOException {
        if (!sandbox.isRunning()) return;
        if (!servers.existsByDescriptionIgnoreCase(SERVER)) register();
        else
            database.sql(
                            """
                            select distinct l.certificate_id, l.server_id, l.binding_id
                            from certificate_location l
                            join certificate c on c.id = l.certificate_id
                            join server s on s.id = l.server_id
                            where s.description = ? and c.connector_id is null
                            """)
                    .param(SERVER)
                    .query((row, at) -> new Found(row.getLong(1), row.getLong(2), row.getString(3)))
                    .list()
                    .forEach(this::configure);
    }

    private record Found(long certificate, long server, String binding) {}

    private void register() throws IOException {
        var settings =
                new ServerSettings(
                        "127.0.0.1",
                        sandbox.sshPort(),
                        Sandbox.USER,
                        SudoMode.NONE,
                        ServerType.NGINX,
                        OperatingSystem.LINUX,
                        sandbox.folder().toString(),
                        null,
                        null,
                        List.of(sandbox.port(Sandbox.GOOD), sandbox.port(Sandbox.STUCK)),
                        null,
                        bot());
        registry.register(SERVER, settings, sandbox.password(), sandbox.hostKey(), BY);
        log.info("Registered the sandbox server");
    }

    private void configure(Found found) {
        var certificate = certificates.lock(found.certificate()).orElseThrow();
        var place =
                bindings.of(found.server()).stream()
                        .filter(it -> it.binding().id().equals(found.binding()))
                        .findFirst()
                        .orElseThrow();
        certificate.configure(
                configuration(certificate),
                bot(),
                List.of(
                        new Place(
                                found.server(),
                                found.binding(),
                                place.binding().virtualHost(),
                                Placement.IN_PLACE,
                                1)),
                clock.instant());
        certificates.save(certificate);
        log.info("Configured {}; it is due for renewal", certificate.name());
    }

    private CertificateConfiguration configuration(Certificate certificate) {
        var connector = Long.valueOf(authorities.choices().getFirst().value());
        return new CertificateConfiguration(
                connector,
                certificate.commonName(),
                null,
                certificate.names(),
                KeyAlgorithm.ECDSA_P256,
                false,
                null,
                RenewalPolicy.DEFAULT,
                null,
                true);
    }

    private long bot() {
        return bots.findByKind(BotKind.EMBEDDED).orElseThrow().id();
    }
}
