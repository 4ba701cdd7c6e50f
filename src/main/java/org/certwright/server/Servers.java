package org.certwright.server;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The registered servers. */
public interface Servers extends Repository<Server, Long> {

    Server save(Server server);

    Server saveAndFlush(Server server);

    void delete(Server server);

    void flush();

    Optional<Server> findById(long id);

    /** For a change by a form: it counts as one even where only the server's tags are others. */
    @Lock(LockModeType.OPTIMISTIC_FORCE_INCREMENT)
    @Query("select it from Server it where it.id = :id")
    Optional<Server> forChange(long id);

    /** Those who record at one server what a bot found wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select it from Server it where it.id = :id")
    Optional<Server> lock(long id);

    List<Server> findAllByOrderByDescription();

    boolean existsByDescriptionIgnoreCase(String description);

    boolean existsByDescriptionIgnoreCaseAndIdNot(String description, long id);

    long count();

    /** Servers a bot can read by itself: mapped, and with a host key somebody confirmed. */
    @Query(
            """
            select it.id from Server it
            where it.settings.botId is not null and it.pinnedHostKey.fingerprint is not null
            order by it.id
            """)
    List<Long> readable();

    @Query("select it from Server it where it.settings.botId = :botId order by it.description")
    List<Server> mappedTo(long botId, Limit limit);

    @Query("select count(*) from Server it where it.settings.botId = :botId")
    long countMappedTo(long botId);

    /**
     * Maps all servers of a bot to another one. Another way leads to them, so what was checked
     * before says nothing any more, as for a server that is changed.
     */
    @Modifying
    @Query(
            """
            update versioned Server it set it.settings.botId = :to, it.status = UNVERIFIED,
                it.checkedAt = null, it.lastReport = null,
                it.presentedKeyType = null, it.presentedKeyFingerprint = null
            where it.settings.botId = :from
            """)
    int move(long from, long to);

    /** Those of a bot that are still to be checked. */
    @Query(
            """
            select it.id from Server it
            where it.settings.botId = :botId and it.status = UNVERIFIED order by it.id
            """)
    List<Long> unverified(long botId);

    List<Server> findByStatusOrderByDescription(ServerStatus status, Limit most);

    long countByStatus(ServerStatus status);
}
