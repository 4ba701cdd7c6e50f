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

    /** Those of other certificates that replace this very file, with their certificates. */
    @Query(
            """
            select it from CertificateTarget it join fetch it.certificate
            join ServerBinding binding on binding.serverId = it.serverId
              and binding.columns.bindingId = it.bindingId
            where it.serverId = :serverId and it.certificate.id <> :certificate
              and it.placement = org.certwright.agent.job.DeploymentJob.Placement.IN_PLACE
              and binding.columns.certificateFile = :file and binding.goneAt is null
            order by it.id
            """)
    List<CertificateTarget> replacing(long serverId, String file, long certificate, Limit limit);

    /** Those of other certificates that this very line names, with their certificates. */
    @Query(
            """
            select it from CertificateTarget it join fetch it.certificate
            join ServerBinding binding on binding.serverId = it.serverId
              and binding.columns.bindingId = it.bindingId
            where it.serverId = :serverId and it.certificate.id <> :certificate
              and binding.columns.configurationFile = :configuration
              and binding.columns.line = :line and binding.goneAt is null
            order by it.id
            """)
    List<CertificateTarget> inLine(
            long serverId, String configuration, int line, long certificate, Limit limit);

    /** With their certificates. */
    @Query(
            """
            select it from CertificateTarget it join fetch it.certificate
            where it.serverId = :serverId order by it.virtualHost
            """)
    List<CertificateTarget> onServer(long serverId, Limit limit);
}
