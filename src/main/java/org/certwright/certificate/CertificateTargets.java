package org.certwright.certificate;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The targets of all certificates. */
public interface CertificateTargets extends Repository<CertificateTarget, Long> {

    /** With its certificate. */
    @Query(
            """
            select it from CertificateTarget it join fetch it.certificate
            where it.serverId = :serverId and it.bindingId = :bindingId
            """)
    Optional<CertificateTarget> at(long serverId, String bindingId);

    /** With their certificates. */
    @Query(
            """
            select it from CertificateTarget it join fetch it.certificate
            where it.serverId = :serverId order by it.virtualHost
            """)
    List<CertificateTarget> onServer(long serverId, Limit limit);
}
