package org.certwright.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Brings versions into the inventory. */
@Service
public class Inventory {

    private final Certificates certificates;
    private final CertificateVersions versions;
    private final CertificateLocations locations;

    Inventory(
            Certificates certificates,
            CertificateVersions versions,
            CertificateLocations locations) {
        this.certificates = certificates;
        this.versions = versions;
        this.locations = locations;
    }

    /**
     * The CA issued what was ordered: the certificate is <em>Issued</em> with this version. A leaf
     * that a scan or an upload has brought already gets its key.
     *
     * @param chain leaf first, then its intermediates; checked by the caller
     * @param keySecret where the vault keeps the private key, PKCS#8; null where the key is held
     *     elsewhere
     * @throws IllegalTransitionException when no order is under way
     * @throws ForeignLeafException when the leaf belongs to another certificate
     */
    @Transactional
    public CertificateVersion addIssuedVersion(
            long certificateId,
            List<X509Certificate> chain,
            @Nullable UUID keySecret,
            Instant now) {
        var certificate = certificates.lock(certificateId).orElseThrow();
        var known = versions.findBySha256(X509.sha256(chain.getFirst()));
        if (known.isPresent() && known.get().certificate().id() != certificateId)
            throw new ForeignLeafException(certificate, known.get().certificate());
        var version =
                known.orElseGet(() ->
                        versions.save(
                                new CertificateVersion(
                                        certificate, chain, keySecret, VersionSource.ORDER, now)));
        if (version.keySecret() == null && keySecret != null) version.keyBecameKnown(keySecret);
        certificate.issued(version, now);
        certificates.save(certificate);
        return version;
    }

    /** Whether a version needs what the vault keeps under this id. */
    @Transactional(readOnly = true)
    public boolean holdsKey(UUID keySecret) {
        return versions.existsByKeySecret(keySecret);
    }

    /** The leaf is in the inventory already, as a version of another certificate. */
    public static final class ForeignLeafException extends RuntimeException {
        ForeignLeafException(Certificate ordered, Certificate owner) {
            super(
                    "What the CA issued for %s is in the inventory already, as a version of certificate %s (number %d). Delete that one, and order again."
                            .formatted(ordered.name(), owner.name(), owner.id()));
        }
    }

    /** A handshake has proved that a place serves this version; no scan is needed to know it. */
    @Transactional
    public void proved(long serverId, String bindingId, CertificateVersion version, Instant now) {
        for (var it : locations.onServer(serverId))
            if (bindingId.equals(it.bindingId())) it.proved(version, now);
    }
}
