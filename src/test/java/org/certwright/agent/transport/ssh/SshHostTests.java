package org.certwright.agent.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.certwright.Processes;
import org.certwright.SshServerPeer;
import org.certwright.SystemUser;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.SudoMode;
import org.certwright.agent.transport.RemoteHost;
import org.certwright.agent.transport.RemoteHost.Output;
import org.certwright.agent.transport.RemoteHostContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The contract against a real sshd, in each way to the files. */
class SshHostTests {

    @Nested
    class AsLogInUserBySftp extends OverSsh {
        AsLogInUserBySftp() {
            super(SudoMode.NONE, "/bin/sh");
        }
    }

    @Nested
    class AsLogInUserByShell extends OverSsh {
        AsLogInUserByShell() {
            super(SudoMode.NONE, "/bin/bash", "Subsystem sftp /nowhere/sftp-server");
        }
    }

    @Nested
    class AsRootWithoutPassword extends OverSsh {
        AsRootWithoutPassword() {
            super(SudoMode.PASSWORDLESS, "/bin/bash");
        }
    }

    @Nested
    class AsRootWithPassword extends OverSsh {
        AsRootWithPassword() {
            super(SudoMode.PASSWORD, "/bin/sh");
        }
    }

    /** sudo asks for no password although one is sent: it must not end up in any file. */
    @Nested
    class AsRootWithPasswordNobodyAsksFor extends OverSsh {
        AsRootWithPasswordNobodyAsksFor() {
            super(SudoMode.PASSWORD, "/bin/sh");
        }

        @Override
        void giveRights() throws IOException {
            user.passwordlessSudo();
        }
    }

    /** The newer default of sudo. */
    @Nested
    class AsRootInAPseudoTerminalOfSudo extends OverSsh {
        AsRootInAPseudoTerminalOfSudo() {
            super(SudoMode.PASSWORD, "/bin/sh");
        }

        @Override
        void giveRights() throws IOException {
            user.sudo("ALL=(ALL) ALL\nDefaults:" + user.name() + " use_pty");
        }
    }

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class OverSsh extends RemoteHostContract {

        private final SudoMode sudo;
        private final String loginShell;
        private final String[] options;
        SystemUser user;
        private SshServerPeer peer;
        private SshHosts hosts;
        private RemoteHost host;
        private Path folder;

        OverSsh(SudoMode sudo, String loginShell, String... options) {
            this.sudo = sudo;
            this.loginShell = loginShell;
            this.options = options;
        }

        void giveRights() throws IOException {
            switch (sudo) {
                case NONE -> {}
                case PASSWORDLESS -> user.passwordlessSudo();
                case PASSWORD -> user.sudo();
            }
        }

        @BeforeAll
        void start() throws IOException {
            user = SystemUser.create(loginShell);
            giveRights();
            peer = SshServerPeer.start(options);
            hosts = new SshHosts();
            host = hosts.open(peer.server(user, sudo));
        }

        @AfterAll
        void stop() throws IOException {
            if (host != null) {
                host.close();
            }
            if (hosts != null) {
                hosts.close();
            }
            if (peer != null) {
                peer.close();
            }
            if (user != null) {
                user.close();
            }
        }

        @BeforeEach
        void makeFolder() throws IOException {
            folder = Files.createTempDirectory(user.home(), "work");
            own(folder);
        }

        @AfterEach
        void removeFolder() {
            Processes.run("rm", "-rf", folder.toString());
        }

        @Test
        void asksACommandForBothItsOutputsByteForByte() throws Exception {
            var answer = asked("printf 'a\\n\\nb'; printf ' x\\n\\n' >&2; exit 3");

            assertThat(answer.exit()).isEqualTo(3);
            assertThat(answer.text()).isEqualTo("a\n\nb");
            assertThat(answer.errors()).isEqualTo(" x\n\n");
        }

        @Test
        void givesACommandNoInputAndTheUsualRights() throws Exception {
            assertThat(asked("cat; umask").text()).isEqualTo(host.run(shell("umask")).text());
        }

        @Test
        void tellsWhenASignalEndedWhatItAsked() throws Exception {
            assertThat(asked("kill -KILL $$").exit()).isEqualTo(-1);
        }

        @Test
        void goesOnAfterAQuestionThatTookTooLong() throws Exception {
            assertThatThrownBy(() -> host.ask(Command.of(1, "/bin/sleep", "61.5")))
                    .isInstanceOfSatisfying(
                            HostException.class,
                            it -> assertThat(it.failure().code()).isEqualTo(FailureCode.TIMED_OUT));

            assertThat(asked("echo on").text()).isEqualTo("on\n");
        }

        @Test
        void keepsTheFirstPartOfALongAnswer() throws Exception {
            var answer = host.ask(Command.of(20, "/usr/bin/seq", "1000000"));

            assertThat(answer.exit()).isZero();
            assertThat(answer.text()).startsWith("1\n2\n").endsWith("(cut)");
        }

        private Output asked(String script) throws HostException {
            return host.ask(shell(script));
        }

        private static Command shell(String script) {
            return Command.of(10, "/bin/sh", "-c", script);
        }

        @Override
        protected RemoteHost host() {
            return host;
        }

        @Override
        protected String folder() {
            return folder.toString();
        }

        @Override
        protected void put(String path, String content, String mode) throws IOException {
            Files.writeString(Path.of(path), content);
            own(Path.of(path));
            Processes.run("chmod", mode, path);
        }

        @Override
        protected void makeLink(String path, String to) throws IOException {
            Files.createSymbolicLink(Path.of(path), Path.of(to));
        }

        private void own(Path path) {
            Processes.run("chown", user.name() + ":", path.toString());
        }
    }
}
