package org.certwright;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.certwright.agent.job.Credential;
import org.certwright.agent.job.HostKey;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.SudoMode;

/**
 * A real OpenSSH server on a loopback address, in a temporary folder, until it is closed.
 *
 * <pre>{@code
 * try (var user = SystemUser.create().passwordlessSudo();
 *         var peer = SshServerPeer.start();
 *         var hosts = new SshHosts();
 *         var host = hosts.open(peer.server(user, SudoMode.PASSWORDLESS))) {
 * }</pre>
 */
public final class SshServerPeer implements AutoCloseable {

    private final Path folder;
    private final String address;
    private final int port;
    private Process process;

    private SshServerPeer(Path folder, String address, String... options) throws IOException {
        this.folder = folder;
        this.address = address;
        this.port = freePort(address);
        for (var type : List.of("ed25519", "ecdsa", "rsa")) {
            newHostKey(type);
        }
        configure(options);
        process = run();
    }

    public static SshServerPeer start(String... options) throws IOException {
        return startAt("127.0.0.1", options);
    }

    /**
     * @param address one of 127.0.0.0/8, so that each peer can be a machine of its own
     * @param options lines of sshd_config; they count before the usual ones
     */
    public static SshServerPeer startAt(String address, String... options) throws IOException {
        Peers.needRoot();
        Peers.need("sshd");
        Files.createDirectories(Path.of("/run/sshd"));
        return new SshServerPeer(Files.createTempDirectory("sshd"), address, options);
    }

    public String address() {
        return address;
    }

    public int port() {
        return port;
    }

    /** Replaces the host key of a type, {@code ed25519}, {@code ecdsa} or {@code rsa}. */
    public void newHostKey(String type) throws IOException {
        var file = folder.resolve("host_" + type);
        Files.deleteIfExists(file);
        var bits = type.equals("rsa") ? "2048" : "256";
        Processes.run("ssh-keygen", "-q", "-t", type, "-b", bits, "-N", "", "-f", file.toString());
    }

    public void dropHostKey(String type) throws IOException {
        Files.delete(folder.resolve("host_" + type));
    }

    /** As {@code ssh-keygen -l} prints it. */
    public HostKey hostKey(String type) throws IOException {
        var file = folder.resolve("host_" + type + ".pub");
        var printed = Processes.run("ssh-keygen", "-lf", file.toString()).split(" ");
        return new HostKey(Files.readString(file).split(" ")[0], printed[1]);
    }

    public ServerSpec server(SystemUser user, SudoMode sudo) throws IOException {
        return server(user.name(), user.password(), sudo);
    }

    /** With the Ed25519 key pinned. */
    public ServerSpec server(String user, Credential credential, SudoMode sudo) throws IOException {
        return new ServerSpec(
                "peer",
                address,
                port,
                user,
                credential,
                sudo,
                hostKey("ed25519"),
                ServerType.NGINX,
                OperatingSystem.LINUX,
                "/etc/nginx",
                null,
                List.of(),
                null);
    }

    /** What sshd has logged. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /** Ends the server processes of all running sessions, as a lost network does. */
    public void cutSessions() {
        var listener = process.toHandle();
        listener.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** Takes over changed host keys or options. */
    public void restart(String... options) throws IOException {
        stop();
        configure(options);
        process = run();
    }

    @Override
    public void close() throws IOException {
        stop();
        Processes.run("rm", "-rf", folder.toString());
    }

    private void configure(String... options) throws IOException {
        var lines = new ArrayList<>(List.of(options));
        lines.add("ListenAddress " + address + ":" + port);
        try (var files = Files.newDirectoryStream(folder, "host_*")) {
            for (var file : files) {
                if (!file.toString().endsWith(".pub") && Files.exists(Path.of(file + ".pub"))) {
                    lines.add("HostKey " + file);
                }
            }
        }
        lines.addAll(
                List.of(
                        "PidFile none",
                        "StrictModes no",
                        "UsePAM no",
                        "PasswordAuthentication yes",
                        "KbdInteractiveAuthentication no",
                        "MaxStartups 50:30:100",
                        "LogLevel VERBOSE"));
        if (lines.stream().noneMatch(it -> it.startsWith("Subsystem"))) {
            lines.add("Subsystem sftp internal-sftp");
        }
        Files.write(folder.resolve("sshd_config"), lines, UTF_8);
    }

    private Process run() throws IOException {
        var started =
                new ProcessBuilder(
                                Peers.need("sshd").toString(),
                                "-D",
                                "-f",
                                folder.resolve("sshd_config").toString(),
                                "-E",
                                folder.resolve("log").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError(
                        "sshd does not run: "
                                + Files.readString(folder.resolve("output"))
                                + Files.readString(folder.resolve("log")));
            }
            Thread.onSpinWait();
        }
        return started;
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
            return socket.getInputStream().read() == 'S';
        } catch (IOException e) {
            return false;
        }
    }

    private void stop() throws IOException {
        cutSessions();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort(String address) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.getLocalPort();
        }
    }
}
