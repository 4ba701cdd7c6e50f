package org.certwright;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.certwright.agent.job.Content.Part;
import org.certwright.agent.job.Credential;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.SudoMode;
import org.certwright.agent.target.Artifacts;
import org.certwright.pki.KeyMaterial;

/**
 * A real nginx or Apache with two virtual hosts, {@value #WWW} and {@value #SHOP}, each in a file
 * that the main configuration includes; on a loopback address until it is closed.
 */
public final class WebServerPeer implements AutoCloseable {

    public static final String WWW = "www.example.test";
    public static final String SHOP = "shop.example.test";

    private final ServerType type;
    private final Path folder;
    private final String address;
    private final int port;

    private WebServerPeer(ServerType type, String address) throws IOException {
        this.type = type;
        this.address = address;
        this.folder = Files.createTempDirectory(type.name().toLowerCase(Locale.ROOT));
        try (var free = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            this.port = free.getLocalPort();
        }
        Files.createDirectories(folder.resolve("sites"));
        Files.createDirectories(folder.resolve("tls"));
    }

    /** Both virtual hosts with their material. */
    public static WebServerPeer start(
            ServerType type, String address, KeyMaterial www, KeyMaterial shop) throws IOException {
        Peers.needRoot();
        var peer = new WebServerPeer(type, address);
        peer.program();
        peer.install("www", www);
        peer.install("shop", shop);
        peer.configure();
        peer.run();
        return peer;
    }

    public String address() {
        return address;
    }

    public int port() {
        return port;
    }

    /** The main configuration file. */
    public Path main() {
        return folder.resolve(type == ServerType.NGINX ? "nginx.conf" : "apache2.conf");
    }

    public Path certificate(String site) {
        return folder.resolve("tls/" + site + ".pem");
    }

    public Path key(String site) {
        return folder.resolve("tls/" + site + ".key");
    }

    public Path site(String site) {
        return folder.resolve("sites/" + site + ".conf");
    }

    public Path pidFile() {
        return folder.resolve("pid");
    }

    public Path tls() {
        return folder.resolve("tls");
    }

    public String bindingOf(String name) {
        var site = name.substring(0, name.indexOf('.'));
        return "%s|%s|%d|0".formatted(site(site), name, port);
    }

    /** As a server that is reached by SSH. */
    public ServerSpec spec(SshServerPeer ssh, SystemUser user) throws IOException {
        var it = ssh.server(user, SudoMode.PASSWORDLESS);
        Credential credential = it.credential();
        return new ServerSpec(
                type.label() + " peer",
                address,
                it.sshPort(),
                it.username(),
                credential,
                it.sudo(),
                it.pinnedHostKey(),
                type,
                it.operatingSystem(),
                main().toString(),
                tls().toString(),
                List.of(),
                null);
    }

    public String served(String name) throws IOException {
        return LeafWatch.served(address, port, name);
    }

    public void install(String site, KeyMaterial material) throws IOException {
        Files.write(certificate(site), Artifacts.encode(Part.FULL_CHAIN, material));
        Files.write(key(site), Artifacts.encode(Part.KEY, material));
        Processes.run("chmod", "600", key(site).toString());
    }

    public boolean runs() throws IOException {
        return Files.exists(pidFile())
                && ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).strip()))
                        .isPresent();
    }

    @Override
    public void close() throws IOException {
        if (runs()) {
            if (type == ServerType.NGINX) {
                Processes.run(Set.of(0, 1), "", program(), "-c", main().toString(), "-s", "stop");
            } else {
                Processes.run(Set.of(0, 1), "", program(), "-f", main().toString(), "-k", "stop");
            }
        }
        Processes.run("rm", "-rf", folder.toString());
    }

    public void run() {
        if (type == ServerType.NGINX) {
            Processes.run(program(), "-c", main().toString());
        } else {
            Processes.run(program(), "-f", main().toString(), "-k", "start");
        }
        var deadline = System.nanoTime() + 10_000_000_000L;
        while (!answers()) {
            if (System.nanoTime() > deadline) throw new AssertionError(type + " does not answer");
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try {
            return !served(WWW).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private String program() {
        return Peers.need(type == ServerType.NGINX ? "nginx" : "apache2ctl").toString();
    }

    private void configure() throws IOException {
        Files.writeString(main(), type == ServerType.NGINX ? nginx() : apache());
        for (var name : List.of(WWW, SHOP)) {
            var site = name.substring(0, name.indexOf('.'));
            Files.writeString(
                    site(site),
                    (type == ServerType.NGINX
                                    ? """
                                    server {
                                        listen %s:%d ssl;
                                        server_name %s;
                                        ssl_certificate tls/%s.pem;
                                        ssl_certificate_key tls/%4$s.key;
                                        location / { return 200 '%3$s'; }
                                    }
                                    """
                                    : """
                                    <VirtualHost %s:%d>
                                        ServerName %s
                                        SSLEngine on
                                        SSLCertificateFile tls/%s.pem
                                        SSLCertificateKeyFile tls/%4$s.key
                                    </VirtualHost>
                                    """)
                            .formatted(address, port, name, site));
        }
    }

    private String nginx() {
        return """
        pid %1$s/pid;
        error_log %1$s/error.log;
        worker_processes 1;
        events {}
        http {
            access_log off;
            ssl_session_tickets off;
            include sites/*.conf;
        }
        """
                .formatted(folder);
    }

    private String apache() {
        return """
        ServerRoot %1$s
        ServerName localhost
        DefaultRuntimeDir %1$s
        PidFile %1$s/pid
        ErrorLog %1$s/error.log
        User www-data
        Group www-data
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
        Listen %2$s:%3$d
        <IfModule mod_ssl.c>
            IncludeOptional sites/*.conf
        </IfModule>
        """
                .formatted(folder, address, port);
    }
}
