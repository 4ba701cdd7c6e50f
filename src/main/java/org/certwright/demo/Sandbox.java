package org.certwright.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.certwright.agent.job.HostKey;
import org.certwright.pki.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * A server in a folder: SSH and two TLS sites on loopback, the second of which never takes up a new
 * certificate. Commands that come by SSH run with the rights of this process, behind a password
 * nobody is told.
 */
@Component
@Profile("demo")
class Sandbox implements SmartLifecycle {

    static final String GOOD = "www.sandbox.test";
    static final String STUCK = "stuck.sandbox.test";
    static final String USER = "sandbox";

    private static final Logger log = LoggerFactory.getLogger(Sandbox.class);

    private final Path folder;
    private final int sshPort;
    private final int goodPort;
    private final int stuckPort;
    private final Clock clock;
    private final List<SandboxSite> sites = new ArrayList<>();
    private final SshServer ssh = SshServer.setUpDefaultServer();
    private volatile boolean running;

    Sandbox(
            @Value("${certwright.data:data}") Path data,
            @Value("${certwright.demo.ssh-port:8422}") int sshPort,
            @Value("${certwright.demo.good-port:8444}") int goodPort,
            @Value("${certwright.demo.stuck-port:8445}") int stuckPort,
            Clock clock) {
        this.folder = data.resolve("sandbox").toAbsolutePath().normalize();
        this.sshPort = sshPort;
        this.goodPort = goodPort;
        this.stuckPort = stuckPort;
        this.clock = clock;
    }

    @Override
    public void start() {
        try {
            prepare();
            for (var name : List.of(GOOD, STUCK))
                sites.add(new SandboxSite(name, port(name), certificate(name), key(name)));
            listen();
            running = true;
            log.info("The demo's sandbox server is in {}, SSH on port {}", folder, sshPort);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The demo's sandbox cannot start in %s, on ports %d, %d and %d; choose others with certwright.demo.ssh-port, .good-port and .stuck-port"
                            .formatted(folder, sshPort, goodPort, stuckPort),
                    e);
        }
    }

    private void prepare() throws IOException {
        Files.createDirectories(folder.resolve("tls"));
        Files.createDirectories(folder.resolve("sbin"));
        for (var name : List.of(GOOD, STUCK))
            if (!Files.exists(certificate(name)))
                ExpiringCertificate.write(name, certificate(name), key(name), clock.instant());
        var configuration = new StringBuilder("pid pid;\nevents {}\nhttp {\n");
        for (var name : List.of(GOOD, STUCK))
            configuration.append(
                    """
                        server {
                            listen 127.0.0.1:%d ssl;
                            server_name %s;
                            ssl_certificate tls/%2$s.pem;
                            ssl_certificate_key tls/%2$s.key;
                        }
                    """
                            .formatted(port(name), name));
        Files.writeString(folder.resolve("nginx.conf"), configuration.append("}\n"));
        Files.writeString(folder.resolve("pid"), String.valueOf(ProcessHandle.current().pid()));
        Files.deleteIfExists(folder.resolve("reload"));
        var program = folder.resolve("sbin/nginx");
        try (var script = Sandbox.class.getResourceAsStream("nginx.sh")) {
            if (script == null) throw new IOException("nginx.sh is missing from the program");
            Files.write(program, script.readAllBytes());
        }
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private void listen() throws IOException, GeneralSecurityException {
        ssh.setHost("127.0.0.1");
        ssh.setPort(sshPort);
        ssh.setKeyPairProvider(hostKeys());
        var password = password();
        ssh.setPasswordAuthenticator(
                (user, given, _) -> user.equals(USER) && Secret.of(given).equals(password));
        ssh.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        ssh.setCommandFactory((_, command) ->
                new InvertedShellWrapper(new ProcessShell(List.of("/bin/sh", "-c", command))));
        ssh.start();
    }

    private SimpleGeneratorHostKeyProvider hostKeys() {
        var keys = new SimpleGeneratorHostKeyProvider(folder.resolve("host-key"));
        keys.setAlgorithm("EC");
        return keys;
    }

    /** Made at the first start, readable by its owner alone. */
    Secret password() throws IOException {
        var file = folder.resolve("password");
        if (!Files.exists(file)) {
            var made = new byte[24];
            new SecureRandom().nextBytes(made);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(made));
        }
        return Secret.of(Files.readString(file));
    }

    HostKey hostKey() throws IOException {
        try {
            for (var pair : ssh.getKeyPairProvider().loadKeys(null))
                return new HostKey(
                        KeyUtils.getKeyType(pair), KeyUtils.getFingerPrint(pair.getPublic()));
            throw new IOException("The sandbox has no host key");
        } catch (GeneralSecurityException e) {
            throw new IOException("The sandbox's host key cannot be read", e);
        }
    }

    /** What its nginx is asked for by a file: the sites take up their files, but for one. */
    @Scheduled(fixedDelay = 100, timeUnit = TimeUnit.MILLISECONDS)
    void reloadIfAsked() throws IOException {
        var request = folder.resolve("reload");
        if (!running || !Files.exists(request)) return;
        for (var site : sites) if (!site.name().equals(STUCK)) site.reload();
        Files.deleteIfExists(request);
    }

    Path folder() {
        return folder;
    }

    int sshPort() {
        return sshPort;
    }

    int port(String site) {
        return site.equals(GOOD) ? goodPort : stuckPort;
    }

    private Path certificate(String site) {
        return folder.resolve("tls").resolve(site + ".pem");
    }

    private Path key(String site) {
        return folder.resolve("tls").resolve(site + ".key");
    }

    @Override
    public void stop() {
        running = false;
        try {
            ssh.stop(true);
            for (var site : sites) site.close();
        } catch (IOException e) {
            log.warn("The demo's sandbox did not stop cleanly", e);
        }
        sites.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
