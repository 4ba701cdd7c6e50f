package org.certwright.server;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The registered servers. */
public interface Servers extends Repository<Server, Long> {

    Server save(Server server);

    Server saveAndFlush(Server server);

    void delete(Server server);

    void flush();

    Optional<Server> findById(long id);

    /** Those who record at one server what a bot found wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select it from Server it where it.id = :id")
    Optional<Server> lock(long id);

    List<Server> findAllByOrderByDescription();

    boolean existsByDescriptionIgnoreCase(String description);

    boolean existsByDescriptionIgnoreCaseAndIdNot(String description, long id);

    long count();

    @Query("select distinct it.settings.botId from Server it where it.settings.botId is not null")
    Set<Long> mappedBots();

    /** Servers a bot can read by itself: mapped, and with a host key somebody confirmed. */
    @Query(
            """
            select it.id from Server it
            where it.settings.botId is not null and it.pinnedHostKey.fingerprint is not null
            order by it.id
            """)
    List<Long> readable();

    long countByStatus(ServerStatus status);
}
