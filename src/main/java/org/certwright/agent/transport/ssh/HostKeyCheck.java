package org.certwright.agent.transport.ssh;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.certwright.agent.job.HostKey;
import org.jspecify.annotations.Nullable;

/**
 * What one connection expects of the server's key, and what it saw. It travels with the connection
 * as an attribute, so that one client serves all servers.
 */
final class HostKeyCheck {

    /** What is offered to servers and used by our keys: no SHA-1, no host certificates. */
    static final List<NamedFactory<Signature>> SIGNATURES =
            List.of(
                    BuiltinSignatures.ed25519,
                    BuiltinSignatures.nistp256,
                    BuiltinSignatures.nistp384,
                    BuiltinSignatures.nistp521,
                    BuiltinSignatures.rsaSHA512,
                    BuiltinSignatures.rsaSHA256);

    static final AttributeKey<HostKeyCheck> KEY = new AttributeKey<>();

    private final @Nullable HostKey pinned;
    private volatile @Nullable HostKey presented;
    private volatile @Nullable Throwable trouble;

    /**
     * @param pinned null to see the key only: the connection then ends with the key exchange
     */
    HostKeyCheck(@Nullable HostKey pinned) {
        this.pinned = pinned;
    }

    /** Null as long as the server has proved no key. */
    @Nullable HostKey presented() {
        return presented;
    }

    /** What ended the connection; null when nothing did. */
    @Nullable Throwable trouble() {
        return trouble;
    }

    private boolean accepts(PublicKey key) {
        presented = new HostKey(KeyUtils.getKeyType(key), KeyUtils.getFingerPrint(key));
        return presented.equals(pinned);
    }

    /** The algorithms of one key type: so the server presents the pinned key, not another. */
    private static List<NamedFactory<Signature>> signatures(HostKey pinned) {
        return pinned.type().equals("ssh-rsa")
                ? List.of(BuiltinSignatures.rsaSHA512, BuiltinSignatures.rsaSHA256)
                : SIGNATURES.stream().filter(it -> it.getName().equals(pinned.type())).toList();
    }

    /** A session's list is also what our own key may sign with, whatever the host's key is. */
    static void signWithAny(Session session) {
        session.setSignatureFactories(SIGNATURES);
    }

    /** For the first key exchange, and for those that renew the session's keys. */
    static void expectPinnedType(Session session) {
        var check = of(session);
        if (check != null && check.pinned != null) {
            var signatures = signatures(check.pinned);
            if (!signatures.isEmpty()) {
                session.setSignatureFactories(signatures);
            }
        }
    }

    private static @Nullable HostKeyCheck of(Session session) {
        return session instanceof ClientSession it && it.getConnectionContext() != null
                ? it.getConnectionContext().getAttribute(KEY)
                : null;
    }

    /** Asks the connection's own check; a connection without one is refused. */
    static final class Verifier implements ServerKeyVerifier {
        @Override
        public boolean verifyServerKey(
                ClientSession session, SocketAddress address, PublicKey key) {
            var check = of(session);
            return check != null && check.accepts(key);
        }
    }

    static final class Listener implements SessionListener {
        @Override
        public void sessionCreated(Session session) {
            expectPinnedType(session);
        }

        @Override
        public void sessionException(Session session, Throwable trouble) {
            var check = of(session);
            if (check != null && check.trouble == null) {
                check.trouble = trouble;
            }
        }

        @Override
        public void sessionDisconnect(
                Session session, int reason, String message, String language, boolean byUs) {
            var check = of(session);
            if (check != null && check.trouble == null && !byUs) {
                check.trouble = new java.io.IOException(message);
            }
        }
    }
}
