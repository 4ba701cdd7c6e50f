package org.certwright.certificate;

import java.util.List;
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
}
