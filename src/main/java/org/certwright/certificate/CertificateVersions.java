package org.certwright.certificate;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All that was ever issued, found or uploaded. */
public interface CertificateVersions extends Repository<CertificateVersion, Long> {

    CertificateVersion save(CertificateVersion version);

    Optional<CertificateVersion> findById(long id);

    Optional<CertificateVersion> findBySha256(String sha256);

    /** With their certificates. */
    @Query(
            """
            select it from CertificateVersion it join fetch it.certificate
            where it.sha256 in :fingerprints
            """)
    List<CertificateVersion> known(Collection<String> fingerprints);

    /** Those that are current, read at once for certificates that were read before. */
    @Query(
            """
            select it from CertificateVersion it
            where it.id in (
              select c.currentVersion.id from Certificate c where c.id in :certificateIds)
            """)
    List<CertificateVersion> current(Collection<Long> certificateIds);

    /** The latest first. */
    @Query(
            """
            select it from CertificateVersion it where it.certificate.id = :certificateId
            order by it.number desc
            """)
    List<CertificateVersion> of(long certificateId);

    @Query(
            """
            select it from CertificateVersion it
            where it.certificate.id = :certificateId and it.number = :number
            """)
    Optional<CertificateVersion> find(long certificateId, int number);

    boolean existsByKeySecret(UUID keySecret);

    /** Where the vault keeps the private keys of a certificate. */
    @Query(
            """
            select distinct it.keySecret from CertificateVersion it
            where it.certificate.id = :certificateId and it.keySecret is not null
            """)
    List<UUID> keysOf(long certificateId);

    /** Two transactions that register leaves wait for each other, so that none is added twice. */
    @Query(value = "select cast(pg_advisory_xact_lock(2026112405) as text)", nativeQuery = true)
    String lockForRegistration();
}
