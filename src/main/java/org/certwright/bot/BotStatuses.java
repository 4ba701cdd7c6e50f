package org.certwright.bot;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How bots stand now, as the database's function {@code bot_status} says. */
@Component
class BotStatuses {

    private static final String STATUS = "bot_status(id, stopped, last_contact_at, ?)";

    private final JdbcClient database;
    private final Clock clock;

    BotStatuses(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    BotStatus of(long botId) {
        return database.sql("select %s from bot where id = ?".formatted(STATUS))
                .params(now(), botId)
                .query((row, _) -> BotStatus.valueOf(row.getString(1)))
                .single();
    }

    /** By the bot's id. */
    Map<Long, BotStatus> all() {
        var all = new HashMap<Long, BotStatus>();
        database.sql("select id, %s from bot".formatted(STATUS))
                .param(now())
                .query(row -> {
                    all.put(row.getLong(1), BotStatus.valueOf(row.getString(2)));
                });
        return all;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
