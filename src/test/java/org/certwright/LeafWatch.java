package org.certwright;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.certwright.agent.target.Artifacts;

/** A client that connects all the time, and remembers which certificates it was shown. */
public final class LeafWatch implements AutoCloseable {

    private final ConcurrentLinkedQueue<String> shown = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean over;

    public LeafWatch(String address, int port, String name) {
        this(address, port, name, Duration.ZERO);
    }

    /**
     * @param pause after each connection
     */
    public LeafWatch(String address, int port, String name, Duration pause) {
        thread =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!over) {
                                try {
                                    shown.add(served(address, port, name));
                                } catch (IOException e) {
                                    failures.add(e.toString());
                                }
                                LockSupport.parkNanos(pause.toNanos());
                            }
                        });
    }

    /** SHA-256 of the leaf that a completed handshake shows. */
    public static String served(String address, int port, String name) throws IOException {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, port), 5000);
            plain.setSoTimeout(10_000);
            var factory = trusting().getSocketFactory();
            try (var socket = (SSLSocket) factory.createSocket(plain, address, port, true)) {
                var parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(name)));
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return Artifacts.hash(
                        (X509Certificate) socket.getSession().getPeerCertificates()[0]);
            }
        }
    }

    /** Each leaf once. */
    public Set<String> shown() {
        return shown.stream().collect(Collectors.toSet());
    }

    public int handshakes() {
        return shown.size();
    }

    /** Connections that did not come to the end of a handshake. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** The last handshake is over when this returns. */
    public void stop() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static SSLContext trusting() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Here the certificate is what is asked for, not whether it is good. */
    private static final class TrustsAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
