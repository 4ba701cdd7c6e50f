package org.certwright.certificate;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.certwright.listing.Operator;
import org.certwright.web.Attention;
import org.certwright.web.Attention.Cause;
import org.certwright.web.Attention.Remedy;
import org.certwright.web.Attention.Severity;
import org.certwright.web.Attention.Subject;
import org.certwright.web.AttentionSource;
import org.certwright.web.Badge;
import org.certwright.web.NavigationEntry.Counter;
import org.certwright.web.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Certificates that expire soon, and nothing renews them: one row for all of them together. */
@Component
class ExpiringUnmanaged implements AttentionSource {

    private static final int DAYS = 10;

    private final JdbcClient database;
    private final Times times;
    private final Clock clock;

    ExpiringUnmanaged(JdbcClient database, Times times, Clock clock) {
        this.database = database;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public List<Attention> worst(int most) {
        var now = clock.instant();
        return database.sql(
                        """
                        select c.name, c.not_after, count(*) over () as found from (
                          select id, name, not_after from certificate
                          where renew_at is null and not ignored
                            and not_after >= :now and not_after < :end
                          order by not_after, id limit :most) c
                        order by c.not_after, c.id limit 1
                        """)
                .param("now", Timestamp.from(now))
                .param("end", Timestamp.from(now.plus(Duration.ofDays(DAYS))))
                .param("most", Counter.MOST + 1)
                .query((row, _) ->
                        attention(
                                row.getString("name"),
                                row.getTimestamp("not_after"),
                                row.getLong("found")))
                .list();
    }

    private Attention attention(String first, Timestamp expires, long found) {
        var at = expires.toInstant();
        var words = times.relative(at);
        return new Attention(
                Severity.AT_RISK,
                at,
                new Subject(
                        found == 1 ? first : number(found) + " unmanaged certificates",
                        url(),
                        Badge.warn("calendar-exclamation", "Unmanaged"),
                        null),
                Cause.of(
                        found == 1
                                ? "It expires within %d days, and nothing will renew it."
                                        .formatted(DAYS)
                                : "They expire within %d days, and nothing will renew them. The first is %s, %s."
                                        .formatted(DAYS, first, words)),
                new Remedy("Configure", url()));
    }

    private static String number(long found) {
        return found > Counter.MOST ? Counter.MOST + "+" : String.valueOf(found);
    }

    /** One row, as it is shown. */
    @Override
    public long count(int most) {
        return worst(1).size();
    }

    @Override
    public String url() {
        return ListAddresses.managed(false)
                .and("expires-within", Operator.GREATER_THAN, -1)
                .and("expires-within", Operator.LESS_THAN, DAYS)
                .toString();
    }

    @Override
    public String list() {
        return "Certificates";
    }
}
