package org.certwright.bot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The bots known to Certwright. */
public interface Bots extends Repository<Bot, Long> {

    Bot save(Bot bot);

    Optional<Bot> findById(long id);

    Optional<Bot> findByKind(BotKind kind);

    List<Bot> findAllByOrderByName();

    /** One statement, beside the entity: a heartbeat must never collide with an edit. */
    @Modifying
    @Query(
            """
            update Bot it set it.softwareVersion = :#{#facts.softwareVersion()},
                it.operatingSystem = :#{#facts.operatingSystem()},
                it.ipAddress = :#{#facts.ipAddress()},
                it.firstContactAt = coalesce(it.firstContactAt, :at), it.lastContactAt = :at
            where it.kind = EMBEDDED
            """)
    void heardFromEmbedded(BotFacts facts, Instant at);
}
