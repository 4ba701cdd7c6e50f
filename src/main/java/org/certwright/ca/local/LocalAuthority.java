package org.certwright.ca.local;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A CA that is kept here.
 *
 * @param issuerId the one above it that is kept here too
 * @param chain its own certificate first, the root last
 * @param keySecret where the vault keeps its key
 */
record LocalAuthority(
        long id,
        String name,
        @Nullable Long issuerId,
        List<X509Certificate> chain,
        UUID keySecret,
        Instant createdAt,
        String createdBy) {

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    X509Certificate root() {
        return chain.getLast();
    }

    public boolean isRoot() {
        return chain.size() == 1;
    }

    /** What goes with a certificate it issues: itself and what is above it, without the root. */
    List<X509Certificate> intermediates() {
        return chain.subList(0, chain.size() - 1);
    }

    public Instant expires() {
        return certificate().getNotAfter().toInstant();
    }

    public String subject() {
        return certificate().getSubjectX500Principal().getName();
    }

    public String issuer() {
        return certificate().getIssuerX500Principal().getName();
    }

    public String serial() {
        return certificate().getSerialNumber().toString(16);
    }

    public Instant validFrom() {
        return certificate().getNotBefore().toInstant();
    }
}
