package org.certwright.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.certwright.pki.CertificateFile;
import org.certwright.pki.UnreadableFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real TLS server on loopback that presents what its two files hold.
 *
 * @see #reload
 */
final class SandboxSite implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SandboxSite.class);
    private static final int BACKLOG = 50;
    private static final int PATIENCE_MS = 5000;

    private final String name;
    private final Path certificate;
    private final Path key;
    private final ServerSocket socket;
    private final AtomicReference<SSLContext> presented;

    SandboxSite(String name, int port, Path certificate, Path key) throws IOException {
        this.name = name;
        this.certificate = certificate;
        this.key = key;
        this.presented = new AtomicReference<>(read());
        this.socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("sandbox-" + name).start(this::serve);
    }

    String name() {
        return name;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** New handshakes get what the files hold now. */
    void reload() throws IOException {
        presented.set(read());
    }

    private SSLContext read() throws IOException {
        try {
            var chain = CertificateFile.read(Files.readAllBytes(certificate), null).certificates();
            var keys = CertificateFile.read(Files.readAllBytes(key), null).keys();
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    name, keys.getFirst(), new char[0], chain.toArray(Certificate[]::new));
            var managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | UnreadableFileException e) {
            throw new IOException("The files of sandbox site " + name + " cannot be used", e);
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var plain = socket.accept();
                Thread.ofVirtual()
                        .start(() -> {
                            try (plain) {
                                plain.setSoTimeout(PATIENCE_MS);
                                var factory = presented.get().getSocketFactory();
                                try (var tls =
                                        (SSLSocket)
                                                factory.createSocket(plain, null, port(), true)) {
                                    tls.setUseClientMode(false);
                                    tls.startHandshake();
                                    tls.getInputStream().read();
                                }
                            } catch (IOException e) {
                                log.debug("A connection to sandbox site {} ended", name, e);
                            }
                        });
            } catch (IOException e) {
                if (!socket.isClosed()) log.warn("Sandbox site {} takes no connection", name, e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
