package org.certwright.agent.transport.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.nativefs.NativeFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.certwright.agent.job.Credential;
import org.certwright.agent.job.HostKey;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.SudoMode;
import org.certwright.agent.transport.RemoteHost;
import org.certwright.agent.transport.RemoteHostContract;
import org.certwright.pki.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The contract against another SSH server, in this process: it has other SFTP extensions. */
@TestInstance(Lifecycle.PER_CLASS)
class InProcessServerTests extends RemoteHostContract {

    private final SshServer server = SshServer.setUpDefaultServer();
    private SshHosts hosts;
    private RemoteHost host;
    private Path folder;

    @TempDir private Path temporary;

    @BeforeAll
    void start() throws Exception {
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPasswordAuthenticator((user, password, session) -> password.equals("secret"));
        server.setFileSystemFactory(NativeFileSystemFactory.INSTANCE);
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setCommandFactory((channel, command) ->
                new ProcessShellFactory(command, "/bin/sh", "-c", command).createShell(channel));
        server.start();
        var key = server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic();
        hosts = new SshHosts();
        host =
                hosts.open(
                        new ServerSpec(
                                "sandbox",
                                "127.0.0.1",
                                server.getPort(),
                                "demo",
                                new Credential.Password(Secret.of("secret")),
                                SudoMode.NONE,
                                new HostKey(KeyUtils.getKeyType(key), KeyUtils.getFingerPrint(key)),
                                ServerType.NGINX,
                                OperatingSystem.LINUX,
                                "/etc/nginx",
                                null,
                                List.of(),
                                null));
    }

    @AfterAll
    void stop() throws IOException {
        host.close();
        hosts.close();
        server.stop(true);
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory(temporary.toRealPath(), "work");
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
        var bits = Integer.parseInt(mode, 8);
        var text = new StringBuilder();
        for (var bit = 8; bit >= 0; bit--) {
            text.append((bits >> bit & 1) == 0 ? '-' : "xwr".charAt(bit % 3));
        }
        Files.setPosixFilePermissions(
                Path.of(path), PosixFilePermissions.fromString(text.toString()));
    }

    @Override
    protected void makeLink(String path, String to) throws IOException {
        Files.createSymbolicLink(Path.of(path), Path.of(to));
    }
}
