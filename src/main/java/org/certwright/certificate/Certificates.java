package org.certwright.certificate;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.jpa.SpecHints;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** The inventory. */
public interface Certificates extends Repository<Certificate, Long> {

    /** As a lock's time-out, for Hibernate: what is locked is left out. */
    String SKIP_LOCKED = "-2";

    /** Publishes what the verbs called on it registered; call it after each of them. */
    Certificate save(Certificate certificate);

    void delete(Certificate certificate);

    void flush();

    long count();

    boolean existsByConfigurationConnectorIdNotNull();

    Optional<Certificate> findById(long id);

    /** For a change: nobody else changes it until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select it from Certificate it where it.id = :id")
    Optional<Certificate> lock(long id);

    /** For a change: of these, those that nobody else is changing. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = SpecHints.HINT_SPEC_LOCK_TIMEOUT, value = SKIP_LOCKED))
    @Query("select it from Certificate it where it.id in :ids order by it.id")
    List<Certificate> lockFree(Collection<Long> ids);

    /** With its current version. */
    @Query("select it from Certificate it left join fetch it.currentVersion where it.id = :id")
    Optional<Certificate> findWithVersion(long id);

    /** With its current version and its targets. */
    @Query(
            """
            select it from Certificate it left join fetch it.currentVersion
            left join fetch it.targets where it.id = :id
            """)
    Optional<Certificate> findWithTargets(long id);

    /**
     * Those that are due: managed, not ignored, no order under way, the last order not failed, and
     * ordered through one of these connectors. The longest due first.
     */
    @Query(
            """
            select it.id from Certificate it
            where it.renewAt <= :at and not it.ignored
              and it.status in (DISCOVERED, ISSUED, DEPLOYED, DEPLOYMENT_FAILED, ROLLED_BACK)
              and not it.deploying and it.configuration.connectorId in :connectors
            order by it.renewAt
            """)
    List<Long> due(Instant at, Collection<Long> connectors, Limit limit);
}
