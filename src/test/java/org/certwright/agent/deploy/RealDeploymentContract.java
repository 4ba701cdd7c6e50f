package org.certwright.agent.deploy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.certwright.LeafWatch;
import org.certwright.Processes;
import org.certwright.SshServerPeer;
import org.certwright.SystemUser;
import org.certwright.TestCa;
import org.certwright.WebServerPeer;
import org.certwright.agent.job.Content.Part;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.agent.job.DeploymentJob.Settings;
import org.certwright.agent.job.DeploymentLink;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.DeploymentResult;
import org.certwright.agent.job.DeploymentResult.Deployed;
import org.certwright.agent.job.DeploymentResult.Refused;
import org.certwright.agent.job.DeploymentResult.RolledBack;
import org.certwright.agent.job.Endpoint;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.JournalEntry.Direction;
import org.certwright.agent.job.JournalEntry.State;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.target.Artifacts;
import org.certwright.agent.target.Target;
import org.certwright.agent.transport.ssh.SshHosts;
import org.certwright.pki.KeyMaterial;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a deployment to a real server, over a real sshd by a user with sudo, must do. */
abstract class RealDeploymentContract {

    static final TestCa CA = new TestCa();
    static final KeyMaterial FORMER = CA.leaf(WebServerPeer.WWW);
    static final KeyMaterial NEXT = CA.leaf(WebServerPeer.WWW);
    static final KeyMaterial OTHER = CA.leaf(WebServerPeer.SHOP);

    private static final Timing QUICK =
            new Timing(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(20),
                    Duration.ofMillis(20),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(5));

    private final MemoryLink journal = new MemoryLink();
    private final SshHosts hosts = new SshHosts();
    private SystemUser user;
    private SshServerPeer ssh;
    WebServerPeer web;

    abstract ServerType type();

    abstract String address();

    abstract Target target();

    /** A line the server's own test does not accept. */
    abstract String nonsense();

    /** What its reload sends to the process of its PID file. */
    abstract String reloadSignal();

    @BeforeEach
    void start() throws IOException {
        ssh = SshServerPeer.startAt(address());
        user = SystemUser.create().passwordlessSudo();
        web = WebServerPeer.start(type(), address(), FORMER, OTHER);
    }

    @AfterEach
    void stop() throws IOException {
        hosts.close();
        if (web != null) web.close();
        if (user != null) user.close();
        if (ssh != null) ssh.close();
    }

    @Test
    void findsBothVirtualHostsInTheIncludedFiles() throws IOException {
        try (var host = hosts.open(server())) {
            var bindings = target().read(host, server()).bindings();

            assertThat(bindings)
                    .extracting(it -> it.id())
                    .containsExactlyInAnyOrder(
                            web.bindingOf(WebServerPeer.WWW), web.bindingOf(WebServerPeer.SHOP));
            assertThat(bindings).allSatisfy(it -> assertThat(it.problem()).isNull());
            assertThat(bindings)
                    .filteredOn(it -> it.virtualHost().equals(WebServerPeer.WWW))
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.certificateFile())
                                .isEqualTo(web.certificate("www").toString());
                        assertThat(it.certificate()).contains("BEGIN CERTIFICATE");
                    });
        }
    }

    @Test
    void replacesTheCertificateWhileAClientConnectsAllTheTime() throws IOException {
        assertThat(web.served(WebServerPeer.WWW)).isEqualTo(hash(FORMER));
        try (var watch = new LeafWatch(address(), web.port(), WebServerPeer.WWW)) {
            assertThat(deploy(journal)).isInstanceOf(Deployed.class);
            watch.stop();

            assertThat(watch.failures()).isEmpty();
            assertThat(watch.handshakes()).isPositive();
            assertThat(watch.shown()).isSubsetOf(hash(FORMER), hash(NEXT)).contains(hash(NEXT));
        }
        assertThat(web.served(WebServerPeer.WWW)).isEqualTo(hash(NEXT));
        assertThat(web.served(WebServerPeer.SHOP)).isEqualTo(hash(OTHER));
        assertThat(Files.readString(web.key("www"))).contains("PRIVATE KEY");
        assertThat(Processes.run("stat", "-c", "%a", web.key("www").toString()).strip())
                .isEqualTo("600");
    }

    @Test
    void putsNewFilesIntoTheKeyStoreFolderAndEditsTheDirectives() throws IOException {
        var job = job(Placement.KEY_STORE_FOLDER, List.of());

        assertThat(deployer().deploy(job, journal)).isInstanceOf(Deployed.class);

        assertThat(web.served(WebServerPeer.WWW)).isEqualTo(hash(NEXT));
        assertThat(Files.readString(web.site("www")))
                .containsPattern("tls/www\\.example\\.test-\\d{8}-[0-9a-f]{8}\\.crt");
        assertThat(Files.readString(web.certificate("www")))
                .isEqualTo(new String(Artifacts.encode(Part.FULL_CHAIN, FORMER), US_ASCII));
    }

    @Test
    void rollsBackWhenTheConfigurationTestFails() throws IOException {
        var broken = web.site("zz-broken");

        var cause =
                rolledBack(
                        deploy(
                                during(
                                        Map.of(
                                                "Configuration test after the change",
                                                () -> Files.writeString(broken, nonsense())),
                                        () -> Files.deleteIfExists(broken))));

        assertThat(cause.code()).isEqualTo(FailureCode.TEST_FAILED);
        assertThat(cause.words()).contains(nonsense().split(" ")[0]);
        assertFormer();
    }

    @Test
    void rollsBackWhenTheReloadFails() throws IOException {
        var broken = web.site("zz-broken");

        var cause =
                rolledBack(
                        deploy(
                                during(
                                        Map.of(
                                                reload(),
                                                () -> Files.writeString(broken, nonsense())),
                                        () -> Files.deleteIfExists(broken))));

        assertThat(cause.code()).isEqualTo(FailureCode.ACTIVATION_FAILED);
        assertThat(cause.words()).contains(nonsense().split(" ")[0]);
        assertFormer();
    }

    /** Its reload reaches a process that does not mind. */
    @Test
    void rollsBackWhenTheServerKeepsServingTheFormerCertificate() throws IOException {
        var pid = Files.readString(web.pidFile());
        var deaf =
                new ProcessBuilder("/bin/sh", "-c", "trap '' " + reloadSignal() + "; read never")
                        .start();
        try {
            var cause =
                    rolledBack(
                            deploy(
                                    during(
                                            Map.of(
                                                    reload(),
                                                    () ->
                                                            Files.writeString(
                                                                    web.pidFile(),
                                                                    String.valueOf(deaf.pid()))),
                                            () -> Files.writeString(web.pidFile(), pid))));

            assertThat(cause.code()).isEqualTo(FailureCode.PROOF_FAILED);
            assertFormer();
        } finally {
            deaf.destroy();
        }
    }

    @Test
    void rollsBackWhenAnotherVirtualHostAnswers() throws IOException {
        var elsewhere = List.of(new Endpoint(address(), web.port(), WebServerPeer.SHOP));

        var cause = rolledBack(deployer().deploy(job(Placement.IN_PLACE, elsewhere), journal));

        assertThat(cause.code()).isEqualTo(FailureCode.WRONG_TARGET);
        assertFormer();
    }

    @Test
    void rollsBackWhenTheDiskIsFull() throws IOException {
        var tls = web.tls().toString();
        var kept = Files.createTempDirectory("tls");
        Processes.run("cp", "-a", tls + "/.", kept.toString());
        Processes.run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", tls);
        try {
            Processes.run("cp", "-a", kept + "/.", tls);
            var filler = web.tls().resolve("filler");

            var result =
                    deploy(
                            during(
                                    Map.of("Stage 2 files beside the old", () -> fill(filler)),
                                    () -> Files.deleteIfExists(filler)));

            assertThat(rolledBack(result).code()).isEqualTo(FailureCode.DISK_FULL);
            assertFormer();
        } finally {
            Processes.run("umount", "-l", tls);
        }
    }

    /** As soon as the first file it writes is there. */
    @Test
    void rollsBackWhenTheConnectionDropsInTheMiddleOfAWrite() throws IOException {
        try (var drop = new Drop()) {
            var result =
                    deploy(during(Map.of("Stage 2 files beside the old", drop::begin), () -> {}));

            assertThat(drop.hasHappened()).isTrue();
            assertThat(rolledBack(result).code()).isEqualTo(FailureCode.CONNECTION_LOST);
            assertFormer();
        }
    }

    private final class Drop implements AutoCloseable {

        private final Thread thread = Thread.ofPlatform().unstarted(this::cut);
        private volatile boolean over;
        private volatile boolean happened;

        void begin() {
            thread.start();
        }

        boolean hasHappened() {
            return happened;
        }

        private void cut() {
            while (!over && !happened) {
                if (isWriting()) {
                    ssh.cutSessions();
                    happened = true;
                }
            }
        }

        private boolean isWriting() {
            var names = web.tls().toFile().list();
            return names != null && Stream.of(names).anyMatch(it -> it.endsWith(".new"));
        }

        @Override
        public void close() {
            over = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void refusesBeforeAnythingIsTouchedWhenTheNamesDoNotFit() throws IOException {
        assertThat(refused(Placement.IN_PLACE, OTHER, CA).message()).contains("does not cover");
        assertFormer();
    }

    @Test
    void refusesWhenAnotherVirtualHostWithTheSameFilesWouldLoseItsName() throws IOException {
        var both = CA.leaf(WebServerPeer.WWW, WebServerPeer.SHOP);
        web.install("www", both);
        edit(web.site("shop"), "tls/shop", "tls/www");

        assertThat(refused(Placement.IN_PLACE, NEXT, CA).message())
                .startsWith("Virtual host shop.example.test uses the same certificate")
                .contains("does not cover shop.example.test");
        assertThat(Files.readString(web.certificate("www")))
                .isEqualTo(new String(Artifacts.encode(Part.FULL_CHAIN, both), US_ASCII));
    }

    @Test
    void refusesWhenTheServersOwnTestFailsAlready() throws IOException {
        Files.writeString(web.site("zz-broken"), nonsense());

        var result = deploy(journal);

        assertThat(result).isInstanceOf(Refused.class);
        assertThat(((Refused) result).cause().code())
                .isEqualTo(FailureCode.CONFIGURATION_ALREADY_BROKEN);
        assertFormer();
    }

    /** Something done just before a step of the way forward, undone before the way back. */
    interface Happening {
        void happen() throws IOException;
    }

    DeploymentLink during(Map<String, Happening> steps, Happening undo) {
        return new DeploymentLink() {
            private boolean undone;

            @Override
            public void planned(DeploymentPlan plan) {
                journal.planned(plan);
            }

            @Override
            public int begins(Direction direction, int step, String title) {
                try {
                    if (direction == Direction.FORWARD && steps.containsKey(title)) {
                        steps.get(title).happen();
                    } else if (direction != Direction.FORWARD && !undone) {
                        undone = true;
                        undo.happen();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return journal.begins(direction, step, title);
            }

            @Override
            public void ended(int number, State state, @Nullable String output) {
                journal.ended(number, state, output);
            }

            @Override
            public boolean cancelRequested() {
                return false;
            }
        };
    }

    private String reload() {
        return "Reload " + type().label();
    }

    DeploymentResult deploy(DeploymentLink link) throws IOException {
        return deployer().deploy(job(Placement.IN_PLACE, List.of()), link);
    }

    /** What is said of a certificate that is not deployed, to {@link WebServerPeer#WWW}. */
    Failure refused(Placement placement, KeyMaterial material, TestCa ca) throws IOException {
        var job =
                new DeploymentJob(
                        7,
                        server(),
                        web.bindingOf(WebServerPeer.WWW),
                        placement,
                        material,
                        List.of(ca.root()),
                        List.of(),
                        Settings.DEFAULT,
                        null,
                        null);
        var result = deployer().deploy(job, journal);
        assertThat(result).as("%s", journal.entries()).isInstanceOf(Refused.class);
        return ((Refused) result).cause();
    }

    static void edit(Path file, String former, String now) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(former);
        Files.writeString(file, text.replace(former, now));
    }

    Failure rolledBack(DeploymentResult result) {
        assertThat(result).as("%s", journal.entries()).isInstanceOf(RolledBack.class);
        return ((RolledBack) result).cause();
    }

    void assertFormer() throws IOException {
        assertThat(web.served(WebServerPeer.WWW)).isEqualTo(hash(FORMER));
        assertThat(Files.readString(web.certificate("www")))
                .isEqualTo(new String(Artifacts.encode(Part.FULL_CHAIN, FORMER), US_ASCII));
        try (var files = Files.list(web.tls())) {
            assertThat(files.map(Path::toString)).noneMatch(it -> it.endsWith(".new"));
        }
    }

    private static void fill(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            for (; ; ) out.write(new byte[1024]);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("space");
        }
    }

    private Deployer deployer() {
        return new Deployer(hosts, _ -> target(), Clock.systemUTC(), QUICK);
    }

    private ServerSpec server() throws IOException {
        return web.spec(ssh, user);
    }

    private DeploymentJob job(Placement placement, List<Endpoint> endpoints) throws IOException {
        return new DeploymentJob(
                7,
                server(),
                web.bindingOf(WebServerPeer.WWW),
                placement,
                NEXT,
                List.of(CA.root()),
                endpoints,
                new Settings(4, 3, 5),
                null,
                null);
    }

    static String hash(KeyMaterial material) {
        return Artifacts.hash(material.leaf());
    }
}
