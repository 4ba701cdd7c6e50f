package org.certwright.agent.deploy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.Content;
import org.certwright.agent.job.Content.Part;
import org.certwright.agent.job.Credential;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.Endpoint;
import org.certwright.agent.job.FileChange;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.ServiceControl;
import org.certwright.agent.job.Step;
import org.certwright.agent.job.SudoMode;
import org.certwright.agent.target.Artifacts;
import org.certwright.agent.target.Target;
import org.certwright.agent.transport.MapHost;
import org.certwright.agent.transport.RemoteHost;
import org.certwright.pki.KeyMaterial;
import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A site on a host in memory: a real TLS server that reads its certificate from there when it is
 * told to reload. Its switches make it misbehave.
 */
final class Site implements Target, AutoCloseable {

    static final String CERTIFICATE = "/site/www.crt";
    static final String KEY = "/site/www.key";
    static final String NAME = "www.example.com";

    final MapHost host = new MapHost();
    boolean testFails;
    boolean testFailsAfterChange;
    boolean reloadFails;
    boolean reloadDoesNothing;
    boolean diesAtReload;

    /** Set when the host's certificate file was replaced. */
    private volatile boolean changed;

    private final ServerSocket listener;
    private volatile SSLContext serving;
    private volatile boolean dead;

    Site(KeyMaterial former) throws IOException {
        host.file(CERTIFICATE, Artifacts.encode(Part.FULL_CHAIN, former), 0644, "root", "root");
        host.file(KEY, Artifacts.encode(Part.KEY, former), 0640, "root", "www");
        host.onCommand(this::command);
        host.onCall(it -> changed = changed || it.operation().equals("replace"));
        serving = load();
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                var connection = listener.accept();
                Thread.ofVirtual().start(() -> shake(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void shake(Socket connection) {
        try (connection) {
            if (dead) return;
            try (var tls =
                    (SSLSocket) serving.getSocketFactory().createSocket(connection, null, true)) {
                tls.setUseClientMode(false);
                tls.startHandshake();
            }
        } catch (IOException e) {
            return; // the client went away
        }
    }

    private SSLContext load() {
        try {
            var chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes(CERTIFICATE)))
                            .toArray(Certificate[]::new);
            var key =
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(
                                            Base64.getMimeDecoder()
                                                    .decode(
                                                            new String(bytes(KEY), US_ASCII)
                                                                    .replaceAll(
                                                                            "-----.*-----", ""))));
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("site", key, new char[0], chain);
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The site's pair cannot be loaded", e);
        }
    }

    private byte[] bytes(String path) {
        return Objects.requireNonNull(host.text(path)).getBytes(US_ASCII);
    }

    boolean holds(KeyMaterial material) {
        return new String(Artifacts.encode(Part.FULL_CHAIN, material), US_ASCII)
                        .equals(host.text(CERTIFICATE))
                && new String(Artifacts.encode(Part.KEY, material), US_ASCII)
                        .equals(host.text(KEY));
    }

    /** What a client gets, SHA-256 of the leaf; empty when nothing answers. */
    String serves() {
        var answer = new Handshakes(DeployerTests.QUICK).shake(endpoint());
        return answer instanceof Answer.Presented it ? Artifacts.hash(it.leaf()) : "";
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listener.getLocalPort(), NAME);
    }

    private RemoteHost.@Nullable Output command(List<String> arguments) {
        return switch (arguments.getFirst()) {
            case "/site/test" ->
                    testFails || testFailsAfterChange && changed
                            ? MapHost.complains(1, "[emerg] broken")
                            : MapHost.says(0, "syntax is ok");
            case "/site/reload" -> reload();
            case "/site/running" -> MapHost.says(dead ? 3 : 0, dead ? "dead" : "running");
            case "/site/start" -> {
                dead = false;
                serving = load();
                yield MapHost.says(0, "started");
            }
            default -> null;
        };
    }

    private RemoteHost.Output reload() {
        if (reloadFails && changed) return MapHost.complains(1, "reload refused");
        if (diesAtReload) {
            diesAtReload = false;
            dead = true;
        } else if (!reloadDoesNothing) serving = load();
        return MapHost.says(0, "");
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    @Override
    public ServerType type() {
        return ServerType.NGINX;
    }

    @Override
    public Configuration read(RemoteHost remote, ServerSpec server) {
        return new Configuration("site 1", List.of(), List.of());
    }

    @Override
    public List<List<String>> commands(RemoteHost remote, ServerSpec server) {
        return List.of();
    }

    @Override
    public DeploymentPlan plan(RemoteHost remote, DeploymentJob job) throws HostException {
        var material = job.material();
        var changes =
                List.of(
                        change(remote, KEY, Part.KEY, material),
                        change(remote, CERTIFICATE, Part.FULL_CHAIN, material));
        var test = new Command(List.of("/site/test"), 10);
        return new DeploymentPlan(
                "site 1",
                job.bindingId(),
                Artifacts.hash(material.leaf()),
                List.of(),
                List.of(
                        new Step.Test("Configuration test", test),
                        new Step.BackUp("Back up 2 files", changes),
                        new Step.Stage("Stage the new files", changes),
                        new Step.Swap("Swap by rename", changes),
                        new Step.Test("Configuration test after the change", test),
                        new Step.Activate(
                                "Reload",
                                new ServiceControl(
                                        Command.of(10, "/site/reload"),
                                        Command.of(10, "/site/running"),
                                        Command.of(10, "/site/start"))),
                        new Step.Prove("Prove by TLS handshake", List.of(endpoint()))),
                List.of(),
                List.of());
    }

    private static FileChange change(
            RemoteHost remote, String path, Part part, KeyMaterial material) throws HostException {
        return new FileChange(
                path,
                Artifacts.hash(remote.read(path)),
                Artifacts.hash(Artifacts.encode(part, material)),
                new Content.Material(part),
                path + ".certwright-7.new",
                path + ".certwright-20261124T120000Z-7.bak");
    }

    ServerSpec server() {
        return new ServerSpec(
                "site",
                "127.0.0.1",
                22,
                "deploy",
                new Credential.Password(Secret.of("secret")),
                SudoMode.NONE,
                null,
                ServerType.NGINX,
                OperatingSystem.LINUX,
                "/site",
                null,
                List.of(),
                null);
    }
}
