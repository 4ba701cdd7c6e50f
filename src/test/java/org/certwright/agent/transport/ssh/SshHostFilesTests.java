package org.certwright.agent.transport.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.certwright.Processes;
import org.certwright.SshServerPeer;
import org.certwright.SystemUser;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.SudoMode;
import org.certwright.agent.transport.RemoteHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real file system and real processes add to the contract. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class SshHostFilesTests {

    private final Map<SudoMode, RemoteHost> opened = new EnumMap<>(SudoMode.class);
    private SystemUser user;
    private SshServerPeer peer;
    private SshHosts hosts;
    private Path folder;

    @BeforeAll
    void start() throws IOException {
        user = SystemUser.create();
        peer = SshServerPeer.start();
        hosts = new SshHosts();
    }

    @AfterAll
    void stop() throws IOException {
        hosts.close();
        peer.close();
        user.close();
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory(user.home(), "work");
        Processes.run("chown", user.name() + ":", folder.toString());
    }

    @AfterEach
    void removeFolder() throws IOException {
        for (var host : opened.values()) {
            host.close();
        }
        opened.clear();
        Processes.run("rm", "-rf", folder.toString());
    }

    private RemoteHost host(SudoMode mode) throws IOException {
        switch (mode) {
            case NONE -> user.noSudo();
            case PASSWORDLESS -> user.passwordlessSudo();
            case PASSWORD -> user.sudo();
        }
        var host = opened.get(mode);
        if (host == null) {
            host = hosts.open(peer.server(user, mode));
            opened.put(mode, host);
        }
        return host;
    }

    private Path file(String name, String content, String owner, String mode) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, content);
        Processes.run("chown", owner, file.toString());
        Processes.run("chmod", mode, file.toString());
        return file;
    }

    private static String stat(Path file) {
        return Processes.run("stat", "-c", "%U:%G %a", file.toString()).strip();
    }

    private static Failure failureOf(ThrowingCallable action) {
        var thrown = catchThrowableOfType(HostException.class, action);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    @ParameterizedTest
    @EnumSource(
            value = SudoMode.class,
            names = {"PASSWORDLESS", "PASSWORD"})
    void keepsOwnerGroupAndModeAsRoot(SudoMode mode) throws Exception {
        var key = file("key", "old", "www-data:adm", "440");

        var host = host(mode);
        host.copy(key.toString(), key + ".bak");
        host.stage(key + ".tmp", "new".getBytes(UTF_8), key.toString(), true);
        host.replace(key + ".tmp", key.toString());

        assertThat(key).hasContent("new");
        assertThat(stat(key)).isEqualTo("www-data:adm 440");
        assertThat(stat(Path.of(key + ".bak"))).isEqualTo("www-data:adm 440");
        assertThat(host.find(key.toString()).orElseThrow().owner()).isEqualTo("www-data");
        assertThat(host.find(key.toString()).orElseThrow().group()).isEqualTo("adm");
    }

    @Test
    void refusesToGiveASecretToAnotherOwner() throws Exception {
        var key = file("key", "old", "root:" + user.name(), "640");

        var failure =
                failureOf(() ->
                        host(SudoMode.NONE).stage(key + ".tmp", new byte[1], key.toString(), true));

        assertThat(failure.code()).isEqualTo(FailureCode.NO_PRIVILEGE);
        assertThat(failure.message()).contains("owner and group of " + key);
        assertThat(Path.of(key + ".tmp")).doesNotExist();
    }

    @Test
    void replacesAForeignFileThatEveryoneMayRead() throws Exception {
        var certificate = file("certificate", "old", "root:root", "644");

        host(SudoMode.NONE)
                .stage(certificate + ".tmp", "new".getBytes(UTF_8), certificate.toString(), false);

        assertThat(stat(Path.of(certificate + ".tmp"))).endsWith(" 644");
    }

    @ParameterizedTest
    @EnumSource(SudoMode.class)
    void leavesALinkALink(SudoMode mode) throws Exception {
        var real = file("real", "old", user.name() + ":", "600");
        var link = Files.createSymbolicLink(folder.resolve("link"), real);

        var host = host(mode);
        var path = host.find(link.toString()).orElseThrow().realPath();
        host.stage(path + ".tmp", "new".getBytes(UTF_8), path, true);
        host.replace(path + ".tmp", path);

        assertThat(link).isSymbolicLink().hasContent("new");
        assertThat(host.read(link.toString())).asString(UTF_8).isEqualTo("new");
    }

    @Test
    void saysWhatTheUserMayNotRead() throws Exception {
        var key = file("key", "old", "root:root", "600");

        var failure = failureOf(() -> host(SudoMode.NONE).read(key.toString()));

        assertThat(failure.code()).isEqualTo(FailureCode.NO_PRIVILEGE);
        assertThat(failure.message()).contains("may not read " + key);
        assertThat(failure.remedy()).contains("sudo");
    }

    @Test
    void saysWhereTheUserMayNotWrite() throws Exception {
        var failure = failureOf(() -> host(SudoMode.NONE).stage("/etc/x", new byte[1], null, true));

        assertThat(failure.code()).isEqualTo(FailureCode.NO_PRIVILEGE);
    }

    @ParameterizedTest
    @EnumSource(SudoMode.class)
    void leavesTheOldFileAndNoOtherWhenTheDiskIsFull(SudoMode mode) throws Exception {
        Processes.run("mount", "-t", "tmpfs", "-o", "size=64k", "certwright", folder.toString());
        try {
            Processes.run("chown", user.name() + ":", folder.toString());
            var key = file("key", "old", user.name() + ":" + user.name(), "600");

            var failure =
                    failureOf(() ->
                            host(mode)
                                    .stage(key + ".tmp", new byte[100_000], key.toString(), true));

            assertThat(failure.code()).isEqualTo(FailureCode.DISK_FULL);
            assertThat(failure.words()).contains("No space left");
            assertThat(folder).isDirectoryContaining(key::equals);
            assertThat(host(mode).list(folder.toString())).containsExactly("key");
        } finally {
            Processes.run("umount", folder.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(SudoMode.class)
    void saysWhenTheFileSystemIsReadOnly(SudoMode mode) throws Exception {
        Processes.run("mount", "-t", "tmpfs", "-o", "ro", "certwright", folder.toString());
        try {
            var failure =
                    failureOf(() -> host(mode).stage(folder + "/key", new byte[1], null, true));

            assertThat(failure.code()).isIn(FailureCode.WRITE_FAILED, FailureCode.NO_PRIVILEGE);
        } finally {
            Processes.run("umount", folder.toString());
        }
    }

    @Test
    void namesEachFailureOfARename() throws Exception {
        Files.createDirectory(folder.resolve("taken"));
        file("key.tmp", "new", user.name() + ":", "600");

        for (var mode : SudoMode.values()) {
            var failure =
                    failureOf(() -> host(mode).replace(folder + "/key.tmp", folder + "/taken"));
            assertThat(failure.code()).isEqualTo(FailureCode.WRITE_FAILED);
            assertThat(failure.message()).contains(folder + "/taken");
        }
    }

    @Test
    void refusesAPathWithALineBreak() throws Exception {
        var failure = failureOf(() -> host(SudoMode.PASSWORDLESS).read("/etc/x\nrm -rf /"));

        assertThat(failure.message()).contains("line break");
    }

    @ParameterizedTest
    @EnumSource(SudoMode.class)
    void endsACommandThatTakesTooLong(SudoMode mode) throws Exception {
        var failure = failureOf(() -> host(mode).run(Command.of(1, "/bin/sleep", "61.25")));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMED_OUT);
        assertThat(failure.message()).contains("/bin/sleep 61.25");
        assertThat(Processes.run(Set.of(0, 1), "", "pgrep", "-fx", "/bin/sleep 61.25")).isEmpty();
    }

    @Test
    void tellsWhenASignalEndedACommand() throws Exception {
        var output = host(SudoMode.NONE).run(Command.of(5, "/bin/sh", "-c", "kill -KILL $$"));

        assertThat(output.exit()).isEqualTo(-1);
    }

    @Test
    void doesNotWaitForADaemonThatACommandStarted() throws Exception {
        var output =
                host(SudoMode.NONE).run(Command.of(10, "/bin/sh", "-c", "sleep 30 & echo started"));

        assertThat(output.text()).isEqualTo("started\n");
    }

    @Test
    void keepsTheFirstPartOfALongOutput() throws Exception {
        var output = host(SudoMode.NONE).run(Command.of(20, "/usr/bin/seq", "1000000"));

        assertThat(output.exit()).isZero();
        assertThat(output.text()).startsWith("1\n2\n").endsWith("(cut)").hasSizeLessThan(4_300_000);
    }

    @ParameterizedTest
    @EnumSource(
            value = SudoMode.class,
            names = {"PASSWORDLESS", "PASSWORD"})
    void runsCommandsAsRootWithoutInput(SudoMode mode) throws Exception {
        assertThat(host(mode).run(Command.of(5, "/usr/bin/id", "-u")).text()).isEqualTo("0\n");
        assertThat(host(mode).run(Command.of(5, "/bin/cat")).text()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SudoMode.class)
    void saysThatTheConnectionWasLostInTheMiddleOfAWrite(SudoMode mode) throws Exception {
        var host = host(mode);
        var key = file("key", "old", user.name() + ":", "600");
        var cutting =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!Files.exists(folder.resolve("key.tmp"))) {
                                Thread.onSpinWait();
                            }
                            peer.cutSessions();
                        });

        var failure =
                failureOf(() -> {
                    while (true) {
                        host.stage(key + ".tmp", new byte[1 << 20], null, true);
                    }
                });

        cutting.join();
        assertThat(failure.code()).isEqualTo(FailureCode.CONNECTION_LOST);
        assertThat(failure.message()).contains("key.tmp");
        assertThat(key).hasContent("old");
        assertThat(failureOf(() -> host.read(key.toString())).code())
                .isEqualTo(FailureCode.CONNECTION_LOST);
    }

    @Test
    void saysThatTheConnectionWasLostWhileACommandRan() throws Exception {
        var host = host(SudoMode.NONE);
        Thread.ofVirtual()
                .start(() -> {
                    while (Processes.run(Set.of(0, 1), "", "pgrep", "-fx", "/bin/sleep 30.5")
                            .isEmpty()) {
                        Thread.onSpinWait();
                    }
                    peer.cutSessions();
                });

        var failure = failureOf(() -> host.run(Command.of(20, "/bin/sleep", "30.5")));

        assertThat(failure.code()).isEqualTo(FailureCode.CONNECTION_LOST);
        assertThat(failure.message()).contains("/bin/sleep", "not known");
    }

    @ParameterizedTest
    @EnumSource(SudoMode.class)
    void showsNoSecretInTheProcessesOfTheHost(SudoMode mode) throws Exception {
        var secret = "seeded-secret-7f3a";
        var password = user.password().password().reveal();
        var seen = new StringBuffer();
        whileWatching(
                () -> seen.append(Processes.run("ps", "axeww", "-o", "args")),
                () -> {
                    var host = host(mode);
                    for (var i = 0; i < 20; i++) {
                        host.stage(folder + "/key", secret.repeat(500).getBytes(UTF_8), null, true);
                    }
                });

        assertThat(seen.toString())
                .contains(mode == SudoMode.NONE ? "sshd" : "sudo")
                .doesNotContain(secret)
                .doesNotContain("c2VlZGVk")
                .doesNotContain(password);
    }

    @ParameterizedTest
    @EnumSource(SudoMode.class)
    void isReadableByNobodyElseAtAnyMoment(SudoMode mode) throws Exception {
        var open = new StringBuffer();
        var host = host(mode);
        var key = file("key", "old", user.name() + ":", "600");
        whileWatching(
                () -> {
                    try {
                        var now = Files.getPosixFilePermissions(folder.resolve("key.tmp"));
                        if (now.size() > 2) {
                            open.append(now);
                        }
                    } catch (IOException notThere) {
                        Thread.onSpinWait();
                    }
                },
                () -> {
                    for (var i = 0; i < 50; i++) {
                        var like = i % 2 == 0 ? null : key.toString();
                        host.stage(key + ".tmp", new byte[5000], like, true);
                        host.delete(key + ".tmp");
                        host.copy(key.toString(), key + ".tmp");
                        host.delete(key + ".tmp");
                    }
                });

        assertThat(open.toString()).isEmpty();
    }

    private interface Work {
        void go() throws Exception;
    }

    private static void whileWatching(Runnable look, Work work) throws Exception {
        var done = new AtomicBoolean();
        try (var watching = Executors.newVirtualThreadPerTaskExecutor()) {
            watching.submit(() -> {
                while (!done.get()) {
                    look.run();
                }
            });
            try {
                work.go();
            } finally {
                done.set(true);
            }
        }
    }

    @Test
    void servesTenAtOnceOnOneHost() throws Exception {
        user.passwordlessSudo();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running =
                    IntStream.range(0, 10)
                            .mapToObj(number ->
                                    threads.submit(() -> {
                                        var mode =
                                                number % 2 == 0
                                                        ? SudoMode.NONE
                                                        : SudoMode.PASSWORDLESS;
                                        try (var host = hosts.open(peer.server(user, mode))) {
                                            var path = folder + "/" + number;
                                            host.stage(path, path.getBytes(UTF_8), null, true);
                                            return new String(host.read(path), UTF_8);
                                        }
                                    }))
                            .toList();
            for (var i = 0; i < 10; i++) {
                assertThat(running.get(i).get()).isEqualTo(folder + "/" + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/bash", "/bin/csh", "/usr/bin/fish", "/bin/tcsh", "/bin/zsh"})
    void comesThroughOtherLoginShells(String shell) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(shell)), shell + " is not installed");
        try (var other = SystemUser.create(shell).passwordlessSudo();
                var host = hosts.open(peer.server(other, SudoMode.PASSWORDLESS))) {
            var odd = folder + "/it's a \\ \"b\" !x $HOME";

            host.stage(odd, new byte[] {0, 10, 13, (byte) 255}, null, true);

            assertThat(host.read(odd)).containsExactly(0, 10, 13, 255);
            assertThat(host.run(Command.of(5, "/bin/echo", odd)).text()).isEqualTo(odd + "\n");
        }
    }
}
