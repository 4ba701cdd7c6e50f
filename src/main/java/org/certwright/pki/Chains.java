package org.certwright.pki;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        for (var issuer = issuer(leaf, all);
                issuer != null && !isSelfIssued(issuer) && !chain.contains(issuer);
                issuer = issuer(issuer, all)) chain.add(issuer);
        return List.copyOf(chain);
    }

    private static @Nullable X509Certificate issuer(
            X509Certificate certificate, Collection<X509Certificate> all) {
        for (var it : all)
            if (isAuthority(it)
                    && it.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                    && signed(it, certificate)) return it;
        return null;
    }

    private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
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
