package org.certwright.agent.transport.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.certwright.Processes;
import org.certwright.SshServerPeer;
import org.certwright.SystemUser;
import org.certwright.agent.job.SudoMode;
import org.certwright.agent.transport.RemoteHost;
import org.certwright.agent.transport.RemoteHostContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
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
