package org.certwright.certificate;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.certwright.listing.Operator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many renewals begin by themselves on each of the next days. */
@Component
class RenewalsDue {

    static final int DAYS = 14;

    private final JdbcClient database;
    private final Clock clock;

    RenewalsDue(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param zone where days begin
     */
    Due read(ZoneId zone) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, zone);
        var midnights =
                Stream.iterate(today.plusDays(1), it -> it.plusDays(1))
                        .limit(DAYS)
                        .map(it -> it.atStartOfDay(zone).toInstant())
                        .toList();
        var counts = new long[DAYS + 1];
        database.sql(
                        """
                        with bounds as materialized
                          (select cast(:bounds as timestamptz[]) as them)
                        select width_bucket(renew_at, them), count(*)
                        from bounds, certificate where not ignored and renew_at < :end
                        group by 1
                        """)
                .param(
                        "bounds",
                        Stream.concat(Stream.of(now), midnights.stream())
                                .map(Instant::toString)
                                .toArray(String[]::new))
                .param("end", Timestamp.from(midnights.getLast()))
                .query(row -> {
                    counts[row.getInt(1)] = row.getLong(2);
                });
        var days = new ArrayList<Day>();
        for (var i = 0; i < DAYS; i++) days.add(new Day(today.plusDays(i), i == 0, counts[i + 1]));
        return new Due(counts[0], List.copyOf(days), Arrays.stream(counts).sum());
    }

    /**
     * @param now due already: under way, or in the queue
     * @param total of all days
     */
    record Due(long now, List<Day> days, long total) {

        public String nowUrl() {
            return ListAddresses.managed(true)
                    .and("renews-within", Operator.LESS_THAN, 0)
                    .toString();
        }
    }

    /** What is due on a day; what is due already does not count to today. */
    record Day(LocalDate day, boolean today, long count) {

        public String url() {
            var from = ListAddresses.managed(true);
            return (today
                            ? from.and("renews-within", Operator.GREATER_THAN, -1)
                            : from.and("renews", Operator.AFTER, day.minusDays(1)))
                    .and("renews", Operator.BEFORE, day.plusDays(1))
                    .toString();
        }
    }
}
