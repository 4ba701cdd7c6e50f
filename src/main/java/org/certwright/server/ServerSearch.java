package org.certwright.server;

import java.util.List;
import org.certwright.search.SearchHit;
import org.certwright.search.SearchHit.Match;
import org.certwright.search.SearchSource;
import org.certwright.search.SearchTerm;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds servers by description and address. */
@Component
class ServerSearch implements SearchSource {

    private final JdbcClient database;

    ServerSearch(JdbcClient database) {
        this.database = database;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public String title() {
        return "Servers";
    }

    @Override
    public List<SearchHit> find(SearchTerm term, int most) {
        return database.sql(
                        """
                        select id, description, address, status,
                          case when :folded in (lower(description), lower(address)) then 0
                            when starts_with(lower(description), :folded)
                              or starts_with(lower(address), :folded) then 1
                            else 2 end as match
                        from server
                        where lower(description) like :pattern or lower(address) like :pattern
                        order by match, lower(description), id limit :most
                        """)
                .param("folded", term.folded())
                .param("pattern", term.pattern())
                .param("most", most)
                .query((row, _) ->
                        new SearchHit(
                                Match.values()[row.getInt("match")],
                                row.getString("description"),
                                "/provisioning/servers/" + row.getLong("id"),
                                row.getString("address"),
                                ServerStatus.valueOf(row.getString("status")).badge()))
                .list();
    }

    @Override
    public String all(SearchTerm term) {
        return term.in("/provisioning/servers");
    }
}
