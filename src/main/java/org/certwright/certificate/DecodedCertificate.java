package org.certwright.certificate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.certwright.pki.SignatureAlgorithm;

/** A certificate as people read it. */
record DecodedCertificate(
        String name,
        String subject,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        String serial,
        String publicKey,
        String signatureAlgorithm,
        String sha256,
        String sha1,
        List<Extension> extensions) {

    /** An extension by its name, or its object identifier where it is not known. */
    record Extension(String name, String value, boolean critical) {}

    static DecodedCertificate of(X509Certificate it) {
        return new DecodedCertificate(
                X509.shortName(it.getSubjectX500Principal().getName()),
                readable(it.getSubjectX500Principal().getName()),
                readable(it.getIssuerX500Principal().getName()),
                it.getNotBefore().toInstant(),
                it.getNotAfter().toInstant(),
                Hex.colons(it.getSerialNumber().toString(16)),
                X509.describe(it.getPublicKey()),
                SignatureAlgorithm.of(it).label(),
                Hex.colons(X509.sha256(it)),
                Hex.colons(X509.digest("SHA-1", it)),
                Extensions.of(it));
    }

    /** With a space after each comma of RFC 2253's form. */
    private static String readable(String name) {
        return name.isEmpty() ? "(empty)" : name.replaceAll("(?<!\\\\),", ", ");
    }

    public long days() {
        return Math.round(Duration.between(notBefore, notAfter).toHours() / 24.0);
    }
}
