package org.certwright.bot;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.certwright.search.SearchHit;
import org.certwright.search.SearchHit.Match;
import org.certwright.search.SearchSource;
import org.certwright.search.SearchTerm;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds bots by name and address. */
@Component
class BotSearch implements SearchSource {

    private final JdbcClient database;
    private final Clock clock;

    BotSearch(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public String title() {
        return "Bots";
    }

    @Override
    public List<SearchHit> find(SearchTerm term, int most) {
        return database.sql(
                        """
                        select id, name, ip_address,
                          bot_status(id, stopped, last_contact_at, :now) as status,
                          case when :folded in (lower(name), lower(ip_address)) then 0
                            when starts_with(lower(name), :folded)
                              or starts_with(lower(ip_address), :folded) then 1
                            else 2 end as match
                        from bot
                        where lower(name) like :pattern or lower(ip_address) like :pattern
                        order by match, lower(name), id limit :most
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("folded", term.folded())
                .param("pattern", term.pattern())
                .param("most", most)
                .query((row, _) ->
                        new SearchHit(
                                Match.values()[row.getInt("match")],
                                row.getString("name"),
                                "/provisioning/bots/" + row.getLong("id"),
                                row.getString("ip_address"),
                                BotStatus.valueOf(row.getString("status")).badge()))
                .list();
    }

    @Override
    public String all(SearchTerm term) {
        return term.in("/provisioning/bots");
    }
}
