package org.certwright.certificate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where certificates were found. */
public interface CertificateLocations extends Repository<CertificateLocation, Long> {

    CertificateLocation save(CertificateLocation location);

    /** Those that are there before those that are gone. */
    @Query(
            """
            select it from CertificateLocation it join fetch it.version
            where it.certificate.id = :certificateId
            order by it.goneAt nulls first, it.address, it.port
            """)
    List<CertificateLocation> of(long certificateId);

    /** With their versions and certificates. */
    @Query(
            """
            select it from CertificateLocation it join fetch it.version join fetch it.certificate
            where it.serverId = :serverId
            """)
    List<CertificateLocation> onServer(long serverId);

    @Query(
            """
            select count(it) as present,
              count(case when it.version = it.certificate.currentVersion then 1 end) as current,
              min(case when it.version <> it.certificate.currentVersion
                then it.version.notAfter end) as formerUntil
            from CertificateLocation it
            where it.certificate.id = :certificateId and it.goneAt is null
            """)
    Count count(long certificateId);

    /**
     * In how many places it is now, and in how many of them with its current version.
     *
     * @param formerUntil when the first of those expires that stand in the others; null for none
     */
    record Count(long present, long current, @Nullable Instant formerUntil) {}
}
