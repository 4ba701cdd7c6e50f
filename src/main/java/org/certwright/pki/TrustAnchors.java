package org.certwright.pki;

import static java.util.stream.Collectors.groupingBy;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Roots that are trusted, and whether certificates lead up to one, by name and signature. */
public final class TrustAnchors {

    private final Map<X500Principal, List<X509Certificate>> bySubject;

    private TrustAnchors(Collection<X509Certificate> anchors) {
        this.bySubject =
                anchors.stream().collect(groupingBy(X509Certificate::getSubjectX500Principal));
    }

    public static TrustAnchors of(Collection<X509Certificate> anchors) {
        return new TrustAnchors(anchors);
    }

    /** Those that this program's Java trusts: the roots of the public CAs. */
    public static TrustAnchors system() {
        return SystemTrust.ANCHORS;
    }

    /** Whether it is an anchor, or issued by one. */
    public boolean endsHere(X509Certificate certificate) {
        return isAnchor(certificate)
                || bySubject.getOrDefault(certificate.getIssuerX500Principal(), List.of()).stream()
                        .anyMatch(it -> Chains.issued(it, certificate));
    }

    private boolean isAnchor(X509Certificate certificate) {
        return bySubject
                .getOrDefault(certificate.getSubjectX500Principal(), List.of())
                .contains(certificate);
    }

    /**
     * Looks for a way from the leaf through {@code others}, in any order, to an anchor.
     *
     * @param enough a certificate known to lead on to an anchor; null when there is none
     * @return the first certificate whose issuer is not there; empty when the way was found
     */
    public Optional<X509Certificate> gap(
            X509Certificate leaf, List<X509Certificate> others, @Nullable X509Certificate enough) {
        var current = leaf;
        for (var i = 0; i <= others.size(); i++) {
            var child = current;
            if (child.equals(enough) || endsHere(child)) return Optional.empty();
            var parent = others.stream().filter(it -> Chains.issued(it, child)).findFirst();
            if (parent.isEmpty() || parent.get().equals(child)) break;
            current = parent.get();
        }
        return Optional.of(current);
    }

    private static final class SystemTrust {

        static final TrustAnchors ANCHORS = new TrustAnchors(read());

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
