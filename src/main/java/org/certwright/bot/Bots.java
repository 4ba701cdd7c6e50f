package org.certwright.bot;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The bots known to Certwright. */
public interface Bots extends Repository<Bot, Long> {

    Bot save(Bot bot);

    Bot saveAndFlush(Bot bot);

    void delete(Bot bot);

    void flush();

    boolean existsByNameIgnoreCase(String name);

    Optional<Bot> findById(long id);

    @Query("select it from Bot it left join fetch it.botGroup where it.id = :id")
    Optional<Bot> findWithGroup(long id);

    /** For a change by a form: it counts as one even where only the bot's tags are others. */
    @Lock(LockModeType.OPTIMISTIC_FORCE_INCREMENT)
    @Query("select it from Bot it where it.id = :id")
    Optional<Bot> forChange(long id);

    /** For a change of what is mapped to them: nobody else changes that until it is done. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select it from Bot it where it.id in :ids order by it.id")
    List<Bot> lock(Collection<Long> ids);

    Optional<Bot> findByKind(BotKind kind);

    List<Bot> findAllByOrderByName();

    @Query("select it.name from Bot it where it.botGroup = :group order by it.name")
    List<String> namesIn(BotGroup group);

    /**
     * @param to null for none
     */
    @Modifying
    @Query("update versioned Bot it set it.botGroup = :to where it.botGroup = :from")
    void regroup(BotGroup from, @Nullable BotGroup to);

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
