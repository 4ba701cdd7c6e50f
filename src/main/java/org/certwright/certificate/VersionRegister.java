package org.certwright.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.certwright.pki.AlternativeNames;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes leaves that were not known into the inventory. Called inside a transaction. */
@Component
class VersionRegister {

    private final Certificates certificates;
    private final CertificateVersions versions;

    VersionRegister(Certificates certificates, CertificateVersions versions) {
        this.certificates = certificates;
        this.versions = versions;
    }

    /** A leaf nobody has seen yet: a certificate of its own. */
    CertificateVersion newCertificate(
            List<X509Certificate> chain,
            @Nullable UUID keySecret,
            VersionSource source,
            String by,
            Instant now) {
        var leaf = chain.getFirst();
        var certificate =
                certificates.save(
                        Certificate.known(
                                X509.commonName(leaf), AlternativeNames.of(leaf), by, now));
        certificate.created(source.label());
        return newVersion(certificate, chain, keySecret, source, now);
    }

    /** Another leaf of a certificate that is known. */
    CertificateVersion newVersion(
            Certificate certificate,
            List<X509Certificate> chain,
            @Nullable UUID keySecret,
            VersionSource source,
            Instant now) {
        var version =
                versions.save(new CertificateVersion(certificate, chain, keySecret, source, now));
        certificate.discovered(version, now);
        certificates.save(certificate);
        return version;
    }
}
