package org.certwright.server;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.certwright.bot.BotStatus;
import org.certwright.web.Attention;
import org.certwright.web.Attention.Cause;
import org.certwright.web.Attention.Remedy;
import org.certwright.web.Attention.Severity;
import org.certwright.web.Attention.Subject;
import org.certwright.web.AttentionSource;
import org.certwright.web.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bots that are not heard of any more, and have servers that wait for them. */
@Component
class SilentBots implements AttentionSource {

    private static final String SILENT =
            """
            from bot b, lateral (select count(*) as servers from server where bot_id = b.id) mapped
            where bot_status(b.id, b.stopped, b.last_contact_at, :now) = 'INACTIVE'
              and mapped.servers > 0
            """;

    private final JdbcClient database;
    private final Times times;
    private final Clock clock;

    SilentBots(JdbcClient database, Times times, Clock clock) {
        this.database = database;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public List<Attention> worst(int most) {
        return database.sql(
                        "select b.id, b.name, b.last_contact_at, mapped.servers %s order by mapped.servers desc, b.name limit :most"
                                .formatted(SILENT))
                .param("now", Timestamp.from(clock.instant()))
                .param("most", most)
                .query((row, _) -> {
                    var url = "/provisioning/bots/" + row.getLong("id");
                    var servers = row.getLong("servers");
                    return new Attention(
                            Severity.BLOCKED,
                            null,
                            new Subject(
                                    row.getString("name"), url, BotStatus.INACTIVE.badge(), "bot"),
                            Cause.of(
                                    "Last heartbeat %s. %s for this bot."
                                            .formatted(
                                                    times.relative(
                                                            row.getTimestamp("last_contact_at")
                                                                    .toInstant()),
                                                    servers == 1
                                                            ? "1 server waits"
                                                            : "%,d servers wait"
                                                                    .formatted(servers))),
                            new Remedy("Open bot", url));
                })
                .list();
    }

    @Override
    public long count(int most) {
        return database.sql("select count(*) " + SILENT)
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }

    @Override
    public String url() {
        return "/provisioning/bots?view=inactive";
    }

    @Override
    public String list() {
        return "Bots";
    }
}
