package org.certwright.certificate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/** What lists show of the current version, copied so that one table holds it. */
@Embeddable
record LeafSummary(
        @Column(name = "issuer") String issuer,
        @Column(name = "serial") String serial,
        @Column(name = "sha256") String sha256,
        @Column(name = "not_before") Instant notBefore,
        @Column(name = "not_after") Instant notAfter,
        @Column(name = "key_type") String keyType,
        @Column(name = "signature_algorithm") String signatureAlgorithm) {

    static LeafSummary of(CertificateVersion it) {
        return new LeafSummary(
                X509.issuer(it.subject(), it.issuer()),
                it.serial(),
                it.sha256(),
                it.notBefore(),
                it.notAfter(),
                it.keyAlgorithm(),
                it.signatureAlgorithm());
    }
}
