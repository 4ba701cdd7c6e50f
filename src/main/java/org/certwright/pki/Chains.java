package org.certwright.pki;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Puts certificates in order. */
public final class Chains {

    private Chains() {}

    /**
     * The chains that can be made of these certificates: one for each that is no CA, the leaf
     * first, each followed by its issuer as far as that is among them; roots are left out.
     */
    public static List<List<X509Certificate>> of(Collection<X509Certificate> certificates) {
        var all = new LinkedHashSet<>(certificates);
        return all.stream().filter(it -> !isAuthority(it)).map(it -> chain(it, all)).toList();
    }

    private static List<X509Certificate> chain(
            X509Certificate leaf, Collection<X509Certificate> all) {
        var chain = new ArrayList<>(List.of(leaf));
        for (var issuer = issuerOf(leaf, all);
                issuer.isPresent() && !isSelfIssued(issuer.get()) && !chain.contains(issuer.get());
                issuer = issuerOf(issuer.get(), all)) chain.add(issuer.get());
        return List.copyOf(chain);
    }

    /** The CA among these that signed a certificate. */
    public static Optional<X509Certificate> issuerOf(
            X509Certificate certificate, Collection<X509Certificate> all) {
        return all.stream()
                .filter(Chains::isAuthority)
                .filter(it -> issued(it, certificate))
                .findFirst();
    }

    /** Whether it is a root: signed by its own key. */
    public static boolean isSelfSigned(X509Certificate certificate) {
        return issued(certificate, certificate);
    }

    /** Whether the one is the issuer of the other, by name and signature. */
    public static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
            return false;
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // another key of the same name
        }
    }

    /** Whether it may issue certificates (RFC 5280, section 4.2.1.9). */
    public static boolean isAuthority(X509Certificate certificate) {
        return certificate.getBasicConstraints() >= 0;
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }
}
