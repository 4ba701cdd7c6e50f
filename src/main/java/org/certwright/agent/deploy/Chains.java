package org.certwright.agent.deploy;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whether certificates lead from a leaf up to a trust anchor, by name and signature. */
final class Chains {

    private final List<X509Certificate> anchors;

    /**
     * @param anchors empty for those that this program's Java trusts
     */
    Chains(List<X509Certificate> anchors) {
        this.anchors = anchors.isEmpty() ? SystemTrust.ANCHORS : anchors;
    }

    boolean endsHere(X509Certificate certificate) {
        return anchors.stream().anyMatch(it -> it.equals(certificate) || issued(it, certificate));
    }

    /**
     * Looks for a way from the leaf through {@code others}, in any order, to an anchor.
     *
     * @param enough a certificate known to lead on to an anchor; null when there is none
     * @return the first certificate whose issuer is not there; empty when the way was found
     */
    Optional<X509Certificate> gap(
            X509Certificate leaf, List<X509Certificate> others, @Nullable X509Certificate enough) {
        var current = leaf;
        for (var i = 0; i <= others.size(); i++) {
            var child = current;
            if (child.equals(enough) || endsHere(child)) {
                return Optional.empty();
            }
            var parent = others.stream().filter(it -> issued(it, child)).findFirst();
            if (parent.isEmpty() || parent.get().equals(child)) {
                break;
            }
            current = parent.get();
        }
        return Optional.of(current);
    }

    static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static final class SystemTrust {

        static final List<X509Certificate> ANCHORS = read();

        private static List<X509Certificate> read() {
            try {
                var factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init((KeyStore) null);
                return Arrays.stream(factory.getTrustManagers())
                        .filter(X509TrustManager.class::isInstance)
                        .map(X509TrustManager.class::cast)
                        .flatMap(it -> Arrays.stream(it.getAcceptedIssuers()))
                        .toList();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Java's own trusted certificates", e);
            }
        }
    }
}
