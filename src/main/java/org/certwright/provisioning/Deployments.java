package org.certwright.provisioning;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The deployments. */
interface Deployments extends Repository<Deployment, Long> {

    Deployment save(Deployment deployment);

    Deployment saveAndFlush(Deployment deployment);

    Optional<Deployment> findById(long id);

    @Query("select it.certificateId from Deployment it where it.id = :id")
    Optional<Long> certificateOf(long id);

    /** For a change: nobody else changes it until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select it from Deployment it where it.id = :id")
    Optional<Deployment> lock(long id);

    @Query("select it from Deployment it where it.rollout = :rollout order by it.wave, it.id")
    List<Deployment> ofRollout(UUID rollout);

    /** Two transactions that begin on one server wait for each other. */
    @Query(
            value =
                    """
                    select cast(pg_advisory_xact_lock(
                        hashtextextended('deployment on server ' || :serverId, 0)) as text)
                    """,
            nativeQuery = true)
    String lockServer(long serverId);

    @Query(
            """
            select count(it) > 0 from Deployment it
            where it.serverId = :serverId and it.id <> :except
              and it.state in (RUNNING, UNRESTORED)
            """)
    boolean isTaken(long serverId, long except);

    /**
     * The latest of a certificate for each place; dry runs, and what was cancelled, do not count.
     */
    @Query(
            """
            select it from Deployment it
            where it.certificateId = :certificateId and not it.dryRun and it.state <> CANCELLED
              and not exists (
                select 1 from Deployment later
                where later.certificateId = it.certificateId and later.serverId = it.serverId
                  and later.bindingId = it.bindingId and later.id > it.id
                  and not later.dryRun and later.state <> CANCELLED)
            """)
    List<Deployment> latest(long certificateId);

    /** Those of a certificate that have not ended. */
    @Query(
            """
            select it from Deployment it
            where it.certificateId = :certificateId
              and it.state in (WAITING, QUEUED, PLANNED, RUNNING, UNRESTORED)
            """)
    List<Deployment> unfinished(long certificateId);

    /** The latest first. */
    @Query(
            """
            select it from Deployment it where it.certificateId = :certificateId
            order by it.id desc
            """)
    List<Deployment> ofCertificate(long certificateId, Limit limit);

    long countByCertificateId(long certificateId);

    @Query("select count(it) from Deployment it where it.state = RUNNING")
    long countRunning();
}
