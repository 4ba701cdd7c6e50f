package org.certwright.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.certwright.pki.TrustAnchors;

/**
 * A certificate, and what is known around it: all that rules look at.
 *
 * @param chain leaf first
 * @param publicRoots of the CAs that everybody trusts
 * @param privateRoots of the CAs that are known here
 * @param revoked as far as it is known here
 * @param sameKey names of other certificates that have its key now
 */
record Examined(
        List<X509Certificate> chain,
        TrustAnchors publicRoots,
        TrustAnchors privateRoots,
        boolean revoked,
        List<String> sameKey) {

    /** RFC 5280, section 4.2.1.12: serverAuth, and any purpose. */
    private static final Set<String> TLS_SERVER = Set.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

    X509Certificate leaf() {
        return chain.getFirst();
    }

    CaType caType() {
        return gap(publicRoots).isEmpty() ? CaType.PUBLIC : CaType.PRIVATE;
    }

    /** The certificate whose issuer nobody knows; empty when its chain leads to a known root. */
    Optional<X509Certificate> gap() {
        return gap(publicRoots).flatMap(_ -> gap(privateRoots));
    }

    private Optional<X509Certificate> gap(TrustAnchors roots) {
        return roots.gap(leaf(), chain.subList(1, chain.size()), null);
    }

    /** Whether TLS servers may show it. */
    boolean isForTls() {
        try {
            var purposes = leaf().getExtendedKeyUsage();
            return purposes == null || purposes.stream().anyMatch(TLS_SERVER::contains);
        } catch (CertificateParsingException e) {
            return true; // what cannot be read excludes nothing
        }
    }

    /** Of whatever kind. */
    boolean hasAlternativeName() {
        try {
            var names = leaf().getSubjectAlternativeNames();
            return names != null && !names.isEmpty();
        } catch (CertificateParsingException e) {
            return false; // nor can a client read it
        }
    }
}
