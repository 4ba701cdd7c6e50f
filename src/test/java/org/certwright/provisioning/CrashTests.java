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
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
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
 * The process that deploys is killed before and after each step of the journal in turn: it deploys
 * to as many servers as there are moments, stops at each at another one, and is killed then.
 * Another process brings the deployments to their end by itself, and a client that connects all the
 * time never sees anything but the old or the new certificate.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.MOCK,
        properties = {
            CrashTests.HEARTBEAT,
            CrashTests.DEAD_AFTER,
            "db-scheduler.polling-interval=100ms",
            "certwright.renewal.interval=PT10H"
        })
@Import(TestDatabase.class)
@DirtiesContext
class CrashTests {

    /** Of so many deployments that begin at once, and of which none may be thought dead before. */
    static final String HEARTBEAT = "db-scheduler.heartbeat-interval=1s";

    static final String DEAD_AFTER = "db-scheduler.missed-heartbeats-limit=10";

    private static final TestCa CA = new TestCa();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** More than a deployment has on one way. */
    private static final int MOMENTS = 24;

    /** Three for each of seven steps, the last of which is the proof. */
    private static final int FORWARD = 21;

    /** Three for each of the steps that are undone. */
    private static final int BACK = 15;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @TempDir private Path folder;

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

    private record Host(WebServerPeer web, long server) {
        String served() throws IOException {
            return web.served(WebServerPeer.WWW);
        }
    }

    /** What a client saw of a host since a deployment began. */
    private record Watched(Host host, String before, LeafWatch watch) {}

    @AfterEach
    void close() {
        scheduler.resume();
        var all = new SoftAssertions();
        for (var it : open) all.check(it::close);
        all.assertAll();
    }

    @ParameterizedTest
    @CsvSource({"NGINX, 127.0.15.", "APACHE_HTTP, 127.0.16."})
    void endsByItselfWhereverTheProcessWasKilled(ServerType type, String network)
            throws IOException, InterruptedException {
        var user = opened(SystemUser.create().passwordlessSudo());
        var hosts = new ArrayList<Host>();
        for (var i = 1; i <= MOMENTS; i++) hosts.add(host(type, network + i, user));
        var certificate = configured(hosts);
        scheduler.pause();

        assertThat(killed(certificate, hosts, 0, "DEPLOYED")).isEqualTo(FORWARD + 1);
        assertThat(
                        killed(
                                certificate,
                                hosts,
                                FORWARD,
                                "ROLLED_BACK",
                                "--astray=" + astray(hosts),
                                "--certwright.deployment.proof-time=PT3S"))
                .isEqualTo(BACK + 1);
    }

    /**
     * A version whose deployments are stopped, each a moment later than the one before, and killed.
     *
     * @param end of each deployment, whether it came to its moment or not
     * @return how many came to their moment; the others had ended before it
     */
    private int killed(
            long certificate, List<Host> hosts, int first, String end, String... arguments)
            throws IOException, InterruptedException {
        var watched = new ArrayList<Watched>();
        for (var it : hosts) watched.add(watched(it));
        var stopped = Files.createDirectory(folder.resolve("stopped-at-" + first));
        issue(certificate);
        var process = started(first, stopped, arguments);
        await().atMost(PATIENCE)
                .until(() -> {
                    assertThat(process.isAlive()).as(() -> said(first)).isTrue();
                    var states = states(certificate);
                    assertThat(states).as(() -> said(first)).isSubsetOf("QUEUED", "RUNNING", end);
                    return count(stopped) + Collections.frequency(states, end) == hosts.size();
                });
        process.destroyForcibly().waitFor();

        scheduler.resume();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(states(certificate)).hasSize(hosts.size()).containsOnly(end));
        scheduler.pause();
        var issued = newest(certificate);
        for (var it : watched) {
            it.watch().stop();
            assertThat(it.watch().failures()).isEmpty();
            assertThat(it.watch().handshakes()).isPositive();
            assertThat(it.watch().shown()).isSubsetOf(it.before(), issued);
            assertThat(it.host().served()).isEqualTo(end.equals("DEPLOYED") ? issued : it.before());
        }
        return count(stopped);
    }

    private Watched watched(Host host) throws IOException {
        var web = host.web();
        var pause = Duration.ofMillis(200);
        return new Watched(
                host,
                host.served(),
                opened(new LeafWatch(web.address(), web.port(), WebServerPeer.WWW, pause)));
    }

    /** The process that deploys, on the same database. */
    private Process started(int first, Path stopped, String... arguments) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1", // it does not live long enough for more
                                "-cp",
                                System.getProperty("java.class.path"),
                                DyingApplication.class.getName(),
                                "--first=" + first,
                                "--stopped=" + stopped,
                                "--server.port=0",
                                "--certwright.http-port=0",
                                "--spring.flyway.enabled=false",
                                "--server.ssl.enabled=false",
                                "--certwright.data=" + System.getProperty("certwright.data"),
                                "--certwright.renewal.interval=PT10H",
                                "--" + HEARTBEAT,
                                "--" + DEAD_AFTER,
                                "--spring.datasource.url=" + connection.getJdbcUrl(),
                                "--spring.datasource.username=" + connection.getUsername(),
                                "--spring.datasource.password=" + connection.getPassword()));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log(first).toFile())
                        .start();
        open.addFirst(() -> process.destroyForcibly().waitFor());
        return process;
    }

    private Path log(int first) {
        return folder.resolve("process-%d.log".formatted(first));
    }

    private String said(int first) {
        try {
            return Files.readString(log(first));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private <T extends AutoCloseable> T opened(T it) {
        open.addFirst(it);
        return it;
    }

    private Host host(ServerType type, String address, SystemUser user) throws IOException {
        var ssh = opened(SshServerPeer.startAt(address));
        var web =
                opened(
                        WebServerPeer.start(
                                type,
                                address,
                                CA.leaf(WebServerPeer.WWW),
                                CA.leaf(WebServerPeer.SHOP)));
        return new Host(web, registered(type, ssh, user, web));
    }

    /** For each host what leads its proof to another virtual host. */
    private static String astray(List<Host> hosts) {
        return hosts.stream()
                .map(it -> it.web().port() + " " + WebServerPeer.SHOP)
                .collect(Collectors.joining(","));
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
                        "%s at %s".formatted(type.label(), spec.address()),
                        settings,
                        user.password().password(),
                        Objects.requireNonNull(spec.pinnedHostKey()),
                        "test")
                .id();
    }

    /** The one found on the first host, to be deployed to all of them. */
    private long configured(List<Host> hosts) {
        await().atMost(PATIENCE).until(() -> hosts.stream().allMatch(it -> found(it).isPresent()));
        var certificate = found(hosts.getFirst()).orElseThrow();
        transaction.executeWithoutResult(_ -> {
            var it = certificates.lock(certificate).orElseThrow();
            it.configure(
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
                    hosts.stream().map(CrashTests::place).toList(),
                    clock.instant());
            certificates.save(it);
        });
        return certificate;
    }

    private static Place place(Host it) {
        var binding = it.web().bindingOf(WebServerPeer.WWW);
        return new Place(it.server(), binding, WebServerPeer.WWW, Placement.IN_PLACE, 1);
    }

    private Optional<Long> found(Host host) {
        return database.sql(
                        """
                        select c.id from certificate c
                        join certificate_location l on l.certificate_id = c.id
                        where l.server_id = ? and c.common_name = ?
                        """)
                .params(host.server(), WebServerPeer.WWW)
                .query(Long.class)
                .optional();
    }

    /** Of the newest version's deployments. */
    private List<String> states(long certificate) {
        return database.sql(
                        """
                        select state from deployment where version_id =
                          (select max(version_id) from deployment where certificate_id = ?)
                        """)
                .param(certificate)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static int count(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return (int) files.count();
        }
    }

    private String newest(long certificate) {
        return database.sql(
                        """
                        select sha256 from certificate_version
                        where certificate_id = ? order by number desc limit 1
                        """)
                .param(certificate)
                .query(String.class)
                .single();
    }

    private long bot() {
        return bots.findByKind(BotKind.EMBEDDED).orElseThrow().id();
    }
}
