package org.certwright.agent.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.certwright.Processes;
import org.certwright.SshServerPeer;
import org.certwright.SystemUser;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.Credential;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.HostKey;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.SudoMode;
import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, and whom we believe: against a real sshd. */
@TestInstance(Lifecycle.PER_CLASS)
class SshHostsLogInTests {

    private SystemUser user;
    private SshServerPeer peer;
    private SshHosts hosts;

    @TempDir private Path keys;

    @BeforeAll
    void createUser() {
        user = SystemUser.create();
        hosts = new SshHosts();
    }

    @AfterAll
    void removeUser() throws IOException {
        hosts.close();
        user.close();
    }

    @BeforeEach
    void start() throws IOException {
        peer = SshServerPeer.start();
        user.noSudo();
    }

    @AfterEach
    void stop() throws IOException {
        peer.close();
    }

    @Test
    void logsInWithAPassword() throws Exception {
        assertLogsIn(peer.server(user, SudoMode.NONE));
    }

    @Test
    void answersAQuestionForThePassword() throws Exception {
        peer.restart("PasswordAuthentication no", "KbdInteractiveAuthentication yes", "UsePAM yes");

        assertLogsIn(peer.server(user, SudoMode.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, OpenSSH, ''",
        "ed25519, OpenSSH, secret",
        "ecdsa, OpenSSH, ''",
        "ecdsa, OpenSSH, secret",
        "rsa, OpenSSH, secret",
        "rsa, PEM, ''",
        "rsa, PEM, secret",
        "ecdsa, PEM, ''",
        "rsa, PKCS8, ''",
        "rsa, PKCS8, secret",
        "ecdsa, PKCS8, secret"
    })
    void logsInWithAKey(String type, String format, String passphrase) throws Exception {
        assertLogsIn(withKey(makeKey(type, format, passphrase), passphrase));
    }

    @Test
    void logsInWithAnEd25519KeyInPkcs8() throws Exception {
        var file = Files.createTempDirectory(keys, "key").resolve("key");
        Processes.run("openssl", "genpkey", "-algorithm", "ed25519", "-out", file.toString());
        Processes.run("chmod", "600", file.toString());
        var pair =
                PrivateKeys.read(
                        new Credential.PrivateKey(Secret.of(Files.readString(file)), null, null),
                        new Words(peer.server(user, SudoMode.NONE)));
        user.mayLogInWith(PublicKeyEntry.toString(pair.getPublic()));

        assertLogsIn(withKey(file, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ecdsa"})
    void logsInWithOneKindOfKeyWhereAnotherKindOfHostKeyIsPinned(String type) throws Exception {
        var server = withKey(makeKey("ed25519", "OpenSSH", ""), "");

        assertLogsIn(pinned(server, peer.hostKey(type)));
    }

    @Test
    void triesAWrongPasswordOnceAndSaysWhatTheServerOffers() throws Exception {
        peer.restart("KbdInteractiveAuthentication yes", "UsePAM yes");

        var failure = refused(withPassword("wrong"));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.message()).contains("refused the password", user.name(), "127.0.0.1");
        assertThat(failure.words()).contains("publickey", "password", "keyboard-interactive");
        assertThat(Pattern.compile("Failed (password|keyboard)").matcher(peer.log()).results())
                .hasSize(1);
        assertThat(peer.log()).doesNotContain("keyboard-interactive/pam for");
    }

    @Test
    void saysWhenPasswordsAreNotTaken() throws Exception {
        peer.restart("PasswordAuthentication no");

        var failure = refused(peer.server(user, SudoMode.NONE));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.message()).contains("does not let", "password");
        assertThat(failure.words()).contains("publickey");
    }

    @Test
    void saysWhenAKeyIsNotTaken() throws Exception {
        var key = makeKey("ed25519", "OpenSSH", "");
        user.mayLogInWith("");

        var failure = refused(withKey(key, ""));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.message()).contains("refused the private key");
        assertThat(failure.remedy()).contains("authorized_keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OpenSSH", "PEM", "PKCS8"})
    void saysWhenThePassphraseIsWrongOrMissing(String format) throws Exception {
        var key = makeKey("rsa", format, "secret");

        assertThat(refused(withKey(key, "wrong")).message()).contains("does not open");
        assertThat(refused(withKey(key, "")).message()).contains("protected by a passphrase");
        assertThat(peer.log()).doesNotContain(user.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a key",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nMIIE\n"
            })
    void saysWhenTheKeyCannotBeRead(String text) throws Exception {
        var failure =
                refused(
                        peer.server(
                                user.name(),
                                new Credential.PrivateKey(Secret.of(text), null, null),
                                SudoMode.NONE));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.message()).contains("cannot be read");
    }

    @Test
    void saysWhenThePasswordHasExpired() throws Exception {
        peer.restart("UsePAM yes");
        Processes.run("chage", "-d", "0", user.name());

        var failure = refused(peer.server(user, SudoMode.NONE));
        Processes.run("chage", "-d", "-1", user.name());

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.message()).contains("has expired");
    }

    @Test
    void saysWhenAForcedCommandTakesTheShellsPlace() throws Exception {
        peer.restart("ForceCommand /bin/echo no commands here");

        var failure = refused(peer.server(user, SudoMode.NONE));

        assertThat(failure.code()).isEqualTo(FailureCode.NO_PRIVILEGE);
        assertThat(failure.message()).contains("does not run commands");
    }

    @Test
    void showsAnUnknownKeyAndGoesNoFurther() throws Exception {
        var server = pinned(peer.server(user, SudoMode.NONE), null);

        var failure = refused(server);

        assertThat(failure.code()).isEqualTo(FailureCode.HOST_KEY_UNKNOWN);
        assertThat(failure.message()).contains(peer.hostKey("ed25519").fingerprint());
        assertThat(hosts.presentedBy(server)).isEqualTo(peer.hostKey("ed25519"));
        assertThat(peer.log()).doesNotContain(user.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void presentsTheKeyOfThePinnedType(String type) throws Exception {
        var server = pinned(peer.server(user, SudoMode.NONE), peer.hostKey(type));

        assertThat(hosts.presentedBy(server)).isEqualTo(peer.hostKey(type));
    }

    @Test
    void stopsHardWhenTheHostKeyHasChanged() throws Exception {
        var server = peer.server(user, SudoMode.NONE);
        var former = peer.hostKey("ed25519");
        peer.newHostKey("ed25519");
        peer.restart();

        var failure = refused(server);

        assertThat(failure.code()).isEqualTo(FailureCode.HOST_KEY_CHANGED);
        assertThat(failure.message())
                .contains(former.fingerprint(), peer.hostKey("ed25519").fingerprint());
        assertThat(peer.log()).doesNotContain(user.name());
    }

    @Test
    void saysWhenThePinnedTypeOfKeyIsNoLongerOffered() throws Exception {
        var server = peer.server(user, SudoMode.NONE);
        peer.dropHostKey("ed25519");
        peer.restart();

        var failure = refused(server);

        assertThat(failure.code()).isEqualTo(FailureCode.HOST_KEY_CHANGED);
        assertThat(failure.message()).contains("no longer offers", "ssh-ed25519");
    }

    @Test
    void saysWhenTheConnectionIsRefused() throws Exception {
        var server = peer.server(user, SudoMode.NONE);
        peer.close();

        var failure = refused(server);

        assertThat(failure.code()).isEqualTo(FailureCode.UNREACHABLE);
        assertThat(failure.message()).contains("refused the connection");
    }

    @Test
    void saysWhenTheNameIsUnknown() throws Exception {
        var failure = refused(at(peer.server(user, SudoMode.NONE), "no-such-host.invalid", 22));

        assertThat(failure.code()).isEqualTo(FailureCode.UNREACHABLE);
        assertThat(failure.message()).contains("DNS");
    }

    @Test
    void saysWhenSomethingElseListensThere() throws Exception {
        try (var mute = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            var closing =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (true) {
                                        mute.accept().close();
                                    }
                                } catch (IOException e) {
                                    return;
                                }
                            });

            var failure =
                    refused(at(peer.server(user, SudoMode.NONE), "127.0.0.1", mute.getLocalPort()));

            assertThat(failure.code()).isEqualTo(FailureCode.UNREACHABLE);
            assertThat(failure.message()).contains("before it showed a host key");
            assertThat(closing.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASSWORDLESS", "PASSWORD"})
    void saysWhenThereIsNoRightToSudo(SudoMode mode) throws Exception {
        var failure = refused(peer.server(user, mode));

        assertThat(failure.code()).isEqualTo(FailureCode.NO_PRIVILEGE);
        assertThat(failure.remedy()).contains("sudo");
    }

    @Test
    void saysWhenSudoAsksForAPassword() throws Exception {
        user.sudo();

        var failure = refused(peer.server(user, SudoMode.PASSWORDLESS));

        assertThat(failure.code()).isEqualTo(FailureCode.NO_PRIVILEGE);
        assertThat(failure.message()).contains("asks for a password");
        assertThat(failure.words()).contains("a password is required");
    }

    @Test
    void saysWhenTheSudoPasswordIsWrongAfterOneAttempt() throws Exception {
        user.sudo();
        var key = makeKey("ed25519", "OpenSSH", "");
        var server =
                peer.server(
                        user.name(),
                        new Credential.PrivateKey(
                                Secret.of(Files.readString(key)), null, Secret.of("wrong")),
                        SudoMode.PASSWORD);

        var failure = refused(server);

        assertThat(failure.code()).isEqualTo(FailureCode.NO_PRIVILEGE);
        assertThat(failure.message()).contains("refused the password");
        assertThat(failure.words()).contains("1 incorrect password attempt");
    }

    @Test
    void saysWhenSudoWantsATerminal() throws Exception {
        user.sudo("ALL=(ALL) NOPASSWD: ALL\nDefaults:" + user.name() + " requiretty");

        var failure = refused(peer.server(user, SudoMode.PASSWORDLESS));

        assertThat(failure.code()).isEqualTo(FailureCode.NO_PRIVILEGE);
        assertThat(failure.message()).contains("wants a terminal");
        assertThat(failure.remedy()).contains("!requiretty");
    }

    @Test
    void logsInAlthoughSshdDropsMostConnections() throws Exception {
        peer.restart("MaxStartups 1:60:1000");

        assertLogsIn(peer.server(user, SudoMode.NONE));
    }

    private Failure refused(ServerSpec server) {
        var thrown = catchThrowableOfType(HostException.class, () -> hosts.open(server).close());
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    private void assertLogsIn(ServerSpec server) throws IOException {
        try (var host = hosts.open(server)) {
            assertThat(host.find(user.home().toString())).isPresent();
            assertThat(host.run(Command.of(10, "/usr/bin/id", "-un")).text().strip())
                    .isEqualTo(user.name());
        }
    }

    private ServerSpec withPassword(String password) throws IOException {
        return peer.server(
                user.name(), new Credential.Password(Secret.of(password)), SudoMode.NONE);
    }

    private ServerSpec withKey(Path key, String passphrase) throws IOException {
        return peer.server(
                user.name(),
                new Credential.PrivateKey(
                        Secret.of(Files.readString(key)),
                        passphrase.isEmpty() ? null : Secret.of(passphrase),
                        null),
                SudoMode.NONE);
    }

    private Path makeKey(String type, String format, String passphrase) throws IOException {
        var file = Files.createTempDirectory(keys, "key").resolve("key").toString();
        Processes.run(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-b",
                type.equals("rsa") ? "2048" : "256",
                "-N",
                passphrase,
                "-f",
                file);
        user.mayLogInWith(Files.readString(Path.of(file + ".pub")));
        if (!format.equals("OpenSSH")) {
            Processes.run(
                    "ssh-keygen",
                    "-q",
                    "-p",
                    "-m",
                    format,
                    "-P",
                    passphrase,
                    "-N",
                    passphrase,
                    "-f",
                    file);
        }
        return Path.of(file);
    }

    private static ServerSpec pinned(ServerSpec it, @Nullable HostKey key) {
        return new ServerSpec(
                it.name(),
                it.address(),
                it.sshPort(),
                it.username(),
                it.credential(),
                it.sudo(),
                key,
                it.type(),
                it.operatingSystem(),
                it.path(),
                null,
                List.of(),
                null);
    }

    private static ServerSpec at(ServerSpec it, String address, int port) {
        return new ServerSpec(
                it.name(),
                address,
                port,
                it.username(),
                it.credential(),
                it.sudo(),
                it.pinnedHostKey(),
                it.type(),
                it.operatingSystem(),
                it.path(),
                null,
                List.of(),
                null);
    }
}
