package org.certwright.bot;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The groups that bots can be in. */
interface BotGroups extends Repository<BotGroup, Long> {

    BotGroup save(BotGroup group);

    BotGroup saveAndFlush(BotGroup group);

    void delete(BotGroup group);

    Optional<BotGroup> findById(long id);

    @Query("select it from BotGroup it order by lower(it.name)")
    List<BotGroup> all();

    @Query(
            """
            select it as botGroup,
                (select count(*) from Bot bot where bot.botGroup = it) as bots
            from BotGroup it order by lower(it.name)
            """)
    List<Line> lines();

    boolean existsByNameIgnoreCase(String name);

    boolean existsByNameIgnoreCaseAndIdNot(String name, long id);

    /** A group and how many bots are in it. */
    record Line(BotGroup botGroup, long bots) {}
}
