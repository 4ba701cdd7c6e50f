package org.certwright.agent.deploy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.certwright.agent.deploy.Answer.Silence;
import org.certwright.agent.job.Endpoint;

/**
 * TLS handshakes that are carried through to the end: some servers still show a certificate whose
 * key does not fit, and only then fail. Each one is new, as a resumed session shows no certificate.
 */
final class Handshakes {

    private static final Set<String> PROVABLE =
            Set.of("RSA", "RSASSA-PSS", "EC", "EdDSA", "Ed25519", "Ed448");

    private final Timing timing;

    Handshakes(Timing timing) {
        this.timing = timing;
    }

    /** Whether Java's TLS can take part in a handshake with such a key. */
    static boolean canProve(PublicKey key) {
        return PROVABLE.contains(key.getAlgorithm());
    }

    /** With all this program offers. */
    Answer shake(Endpoint endpoint) {
        return shake(endpoint, _ -> {});
    }

    /**
     * So that a server with certificates for several kinds of keys shows the one for {@code key}.
     */
    Answer shake(Endpoint endpoint, PublicKey key) {
        var rsa = key.getAlgorithm().startsWith("RSA");
        var answer =
                shake(
                        endpoint,
                        it -> {
                            it.setProtocols(new String[] {"TLSv1.2"});
                            it.setCipherSuites(
                                    only(
                                            it.getCipherSuites(),
                                            rsa ? "TLS_ECDHE_RSA_" : "TLS_ECDHE_ECDSA_"));
                        });
        return answer instanceof Answer.Presented
                ? answer
                : shake(
                        endpoint,
                        it -> {
                            it.setProtocols(new String[] {"TLSv1.3"});
                            it.setSignatureSchemes(schemes(key));
                        });
    }

    private static String[] only(String[] suites, String prefix) {
        return Arrays.stream(suites).filter(it -> it.startsWith(prefix)).toArray(String[]::new);
    }

    private static String[] schemes(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA", "RSASSA-PSS" ->
                    new String[] {
                        "rsa_pss_rsae_sha256",
                        "rsa_pss_rsae_sha384",
                        "rsa_pss_rsae_sha512",
                        "rsa_pss_pss_sha256",
                        "rsa_pkcs1_sha256"
                    };
            case "EC" ->
                    new String[] {
                        "ecdsa_secp256r1_sha256", "ecdsa_secp384r1_sha384", "ecdsa_secp521r1_sha512"
                    };
            default -> new String[] {"ed25519", "ed448"};
        };
    }

    private Answer shake(Endpoint endpoint, Consumer<SSLParameters> choice) {
        var recorder = new Recorder();
        try (var plain = new Socket()) {
            var limit = Math.toIntExact(timing.handshake().toMillis());
            plain.connect(new InetSocketAddress(endpoint.address(), endpoint.port()), limit);
            plain.setSoTimeout(limit);
            try (var socket = secured(plain, endpoint, recorder, choice)) {
                socket.startHandshake();
                var protocol = socket.getSession().getProtocol();
                accepted(socket);
                return new Answer.Presented(recorder.chain(), protocol);
            }
        } catch (ConnectException e) {
            return new Answer.None(Silence.REFUSED, words(e));
        } catch (SocketTimeoutException e) {
            return new Answer.None(Silence.TIMEOUT, words(e));
        } catch (SSLException e) {
            return new Answer.None(Silence.ALERT, words(e));
        } catch (IOException e) {
            return new Answer.None(Silence.REFUSED, words(e));
        }
    }

    private static SSLSocket secured(
            Socket plain, Endpoint endpoint, Recorder recorder, Consumer<SSLParameters> choice)
            throws IOException {
        var socket =
                (SSLSocket)
                        context(recorder)
                                .getSocketFactory()
                                .createSocket(plain, endpoint.address(), endpoint.port(), true);
        var parameters = socket.getSSLParameters();
        if (!endpoint.serverName().isBlank()) {
            // From bytes, as names with an underscore are refused as text.
            parameters.setServerNames(
                    List.of(new SNIHostName(endpoint.serverName().getBytes(US_ASCII))));
        }
        choice.accept(parameters);
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static SSLContext context(Recorder recorder) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {recorder}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * In TLS 1.3 the client is ready before the server has taken its last message: the server's own
     * farewell, in answer to ours, shows that it did.
     */
    private static void accepted(SSLSocket socket) throws SSLException {
        try {
            socket.shutdownOutput();
            socket.setSoTimeout(500);
            socket.getInputStream().read();
        } catch (SSLException e) {
            throw e;
        } catch (SocketTimeoutException | SocketException e) {
            // It keeps the connection open, or drops it without a farewell: either is after the
            // handshake.
        } catch (IOException e) {
            throw new SSLException(e);
        }
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
