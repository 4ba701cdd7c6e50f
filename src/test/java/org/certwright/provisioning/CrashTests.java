package org.certwright.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.certwright.LeafWatch;
import org.certwright.SshServerPeer;
import org.certwright.SystemUser;
import org.certwright.TestCa;
import org.certwright.TestDatabase;
import org.certwright.WebServerPeer;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.SudoMode;
import org.certwright.bot.BotKind;
import org.certwright.bot.Bots;
import org.certwright.ca.Authorities;
import org.certwright.certificate.CertificateConfiguration;
import org.certwright.certificate.CertificateTarget.Place;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.RenewalPolicy;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.provisioning.ProvisioningTasks.Turn;
import org.certwright.server.ServerRegistry;
import org.certwright.server.ServerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The process that deploys is killed before and after each step of the journal in turn. Another one
 * brings the deployment to its end by itself, and a client that connects all the time never sees
 * anything but the old or the new certificate.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.MOCK,
        properties = {
            "db-scheduler.heartbeat-interval=300ms",
            "db-scheduler.polling-interval=100ms",
            "certwright.renewal.interval=PT10H"
        })
@Import(TestDatabase.class)
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTests {

    private static final TestCa CA = new TestCa();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The moment after a proof that failed, which is the last step forward. */
    private static final int WAY_BACK = 21;

    /** So many processes are starting or at work. */
    private static final int AT_ONCE = 3;

    private final List<Process> forks = new ArrayList<>();

    @TempDir private static Path folder;

    private QuickStarts starts;

    @Autowired private Scheduler scheduler;
    @Autowired private ServerRegistry registry;
    @Autowired private Certificates certificates;
    @Autowired private Ordering ordering;
    @Autowired private OrderRun orders;
    @Autowired private ProvisioningOrders allOrders;
    @Autowired private Authorities authorities;
    @Autowired private Bots bots;
    @Autowired private JdbcConnectionDetails connection;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transaction;
    @Autowired private Clock clock;

    @BeforeAll
    void quickStarts() throws IOException, InterruptedException {
        starts =
                new QuickStarts(
                        folder,
                        DyingApplication.class,
                        List.of(
                                "--spring.main.web-application-type=none", // starts sooner
                                "--spring.main.lazy-initialization=true",
                                "--spring.flyway.enabled=false",
                                "--server.ssl.enabled=false",
                                "--certwright.data=" + System.getProperty("certwright.data"),
                                "--certwright.renewal.interval=PT10H",
                                "--db-scheduler.heartbeat-interval=300ms",
                                // its first work takes long: it shall not think itself dead
                                "--db-scheduler.missed-heartbeats-limit=100",
                                "--db-scheduler.polling-interval=100ms",
                                "--spring.datasource.url=" + connection.getJdbcUrl(),
                                "--spring.datasource.username=" + connection.getUsername(),
                                "--spring.datasource.password=" + connection.getPassword()));
    }

    @BeforeEach
    void nothingByItself() {
        scheduler.pause();
    }

    @AfterEach
    void again() {
        forks.forEach(Process::destroyForcibly);
        scheduler.resume();
    }

    @ParameterizedTest
    @CsvSource({"NGINX, 127.0.0.15", "APACHE_HTTP, 127.0.0.16"})
    void endsByItselfWhereverTheProcessWasKilled(ServerType type, String address)
            throws IOException, InterruptedException {
        try (var ssh = SshServerPeer.startAt(address);
                var user = SystemUser.create().passwordlessSudo();
                var web =
                        WebServerPeer.start(
                                type,
                                address,
                                CA.leaf(WebServerPeer.WWW),
                                CA.leaf(WebServerPeer.SHOP));
                var watch = new LeafWatch(address, web.port(), WebServerPeer.WWW)) {
            var certificate = configured(registered(type, ssh, user, web), web);

            assertThat(momentsToDieAt(certificate, web, 0, "DEPLOYED")).isGreaterThan(18);
            assertThat(
                            momentsToDieAt(
                                    certificate,
                                    web,
                                    WAY_BACK,
                                    "ROLLED_BACK",
                                    "--astray=" + web.port() + " " + WebServerPeer.SHOP,
                                    "--certwright.deployment.proof-time=PT3S"))
                    .isGreaterThan(WAY_BACK + 10);

            watch.stop();
            assertThat(watch.failures()).isEmpty();
        }
    }

    /** From one moment on, until a deployment ends before the next one comes. */
    private int momentsToDieAt(
            long certificate, WebServerPeer web, int first, String end, String... arguments)
            throws IOException, InterruptedException {
        var ahead = new ArrayDeque<Forked>();
        for (var moment = first; ; moment++) {
            // the next ones start while this one works
            while (ahead.size() < AT_ONCE) ahead.add(forked(moment + ahead.size(), arguments));
            if (crashes(certificate, web, ahead.remove(), end)) continue;
            ahead.forEach(it -> it.process().destroyForcibly());
            return moment;
        }
    }

    /**
     * @return false when the process was done before its moment to die came
     */
    private boolean crashes(long certificate, WebServerPeer web, Forked dying, String end)
            throws IOException, InterruptedException {
        var old = web.served(WebServerPeer.WWW);
        issue(certificate);
        Files.createFile(dying.go());
        await().atMost(PATIENCE)
                .until(() -> !dying.process().isAlive() || state(certificate).equals(end));
        var died = !dying.process().isAlive();
        if (died) scheduler.resume();
        else dying.process().destroyForcibly().waitFor(10, TimeUnit.SECONDS);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(certificate)).isEqualTo(end));
        scheduler.pause();
        assertThat(web.served(WebServerPeer.WWW))
                .isEqualTo(end.equals("DEPLOYED") ? current(certificate) : old);
        return died;
    }

    private record Forked(Process process, Path go) {}

    /** Ready to take up work, on the same database. */
    private Forked forked(int moment, String... arguments) throws IOException {
        var name = "moment-%d-%d".formatted(moment, forks.size());
        var go = folder.resolve(name + ".go");
        var own = new ArrayList<>(List.of("--moment=" + moment, "--go=" + go));
        own.addAll(List.of(arguments));
        var process = starts.start(name, own);
        forks.add(process);
        return new Forked(process, go);
    }

    /** A new version, whose deployment is queued. */
    private void issue(long certificate) {
        var id = ordering.begin(certificate, "Renewal", "test");
        var order = allOrders.findById(id).orElseThrow();
        orders.run(new Turn(id, order.ticket()));
        assertThat(allOrders.findById(id).orElseThrow().state()).isEqualTo(OrderState.ISSUED);
    }

    private long registered(ServerType type, SshServerPeer ssh, SystemUser user, WebServerPeer web)
            throws IOException {
        var spec = web.spec(ssh, user);
        var settings =
                new ServerSettings(
                        spec.address(),
                        spec.sshPort(),
                        spec.username(),
                        SudoMode.PASSWORDLESS,
                        type,
                        spec.operatingSystem(),
                        spec.path(),
                        spec.keyStoreFolder(),
                        null,
                        List.of(),
                        null,
                        bot());
        return registry.register(
                        type.label() + " that crashes",
                        settings,
                        user.password().password(),
                        Objects.requireNonNull(spec.pinnedHostKey()),
                        "test")
                .id();
    }

    private long configured(long server, WebServerPeer web) {
        scheduler.resume();
        var found =
                await().atMost(PATIENCE)
                        .until(() -> foundOn(server), it -> !it.isEmpty())
                        .getFirst();
        scheduler.pause();
        transaction.executeWithoutResult(_ -> {
            var certificate = certificates.lock(found).orElseThrow();
            certificate.configure(
                    new CertificateConfiguration(
                            Long.valueOf(authorities.choices().getFirst().value()),
                            WebServerPeer.WWW,
                            null,
                            List.of(WebServerPeer.WWW),
                            KeyAlgorithm.ECDSA_P256,
                            false,
                            null,
                            RenewalPolicy.DEFAULT,
                            null,
                            true),
                    bot(),
                    List.of(
                            new Place(
                                    server,
                                    web.bindingOf(WebServerPeer.WWW),
                                    WebServerPeer.WWW,
                                    Placement.IN_PLACE,
                                    1)),
                    clock.instant());
            certificates.save(certificate);
        });
        return found;
    }

    private List<Long> foundOn(long server) {
        return database.sql(
                        """
                        select c.id from certificate c
                        join certificate_location l on l.certificate_id = c.id
                        where l.server_id = ? and c.common_name = ?
                        """)
                .params(server, WebServerPeer.WWW)
                .query((row, at) -> row.getLong(1))
                .list();
    }

    private String state(long certificate) {
        return database.sql(
                        "select state from deployment where certificate_id = ? order by id desc limit 1")
                .param(certificate)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    private String current(long certificate) {
        return database.sql(
                        """
                        select v.sha256 from certificate c
                        join certificate_version v on v.id = c.current_version_id where c.id = ?
                        """)
                .param(certificate)
                .query(String.class)
                .single();
    }

    private long bot() {
        return bots.findByKind(BotKind.EMBEDDED).orElseThrow().id();
    }
}
