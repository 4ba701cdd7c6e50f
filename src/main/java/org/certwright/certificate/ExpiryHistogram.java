package org.certwright.certificate;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.certwright.listing.Operator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many certificates expire in each week to come, and whether something renews them. */
@Component
class ExpiryHistogram {

    static final int WEEKS = 26;

    private final JdbcClient database;
    private final Clock clock;

    ExpiryHistogram(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Ignored ones are left out.
     *
     * @param zone where weeks begin, on Mondays
     */
    Histogram read(ZoneId zone) {
        var now = clock.instant();
        var mondays = mondays(LocalDate.ofInstant(now, zone));
        var bars = counted(bounds(now, mondays, zone));
        var weeks = new ArrayList<Week>();
        for (var i = 0; i < WEEKS; i++)
            weeks.add(new Week(mondays.get(i), mondays.get(i + 1), i == 0, bars[i + 1]));
        return new Histogram(bars[0], List.copyOf(weeks), bars[WEEKS + 1]);
    }

    /** Of this week, of those to come, and of the first one that is not shown any more. */
    private static List<LocalDate> mondays(LocalDate today) {
        var first = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return Stream.iterate(first, it -> it.plusWeeks(1)).limit(WEEKS + 1).toList();
    }

    /** What ended before now is expired, in whichever week that was. */
    private static String[] bounds(Instant now, List<LocalDate> mondays, ZoneId zone) {
        return Stream.concat(
                        Stream.of(now),
                        mondays.stream().skip(1).map(it -> it.atStartOfDay(zone).toInstant()))
                .map(Instant::toString)
                .toArray(String[]::new);
    }

    /** The bounds are read once, and not for each row again. */
    private Bar[] counted(String[] bounds) {
        var bars = new Bar[bounds.length + 1];
        Arrays.fill(bars, new Bar(0, 0));
        database.sql(
                        """
                        with bounds as materialized (select cast(? as timestamptz[]) as them)
                        select width_bucket(not_after, them),
                          count(renew_at), count(*) - count(renew_at)
                        from bounds, certificate where not ignored and not_after is not null
                        group by 1
                        """)
                .param(bounds)
                .query(row -> {
                    bars[row.getInt(1)] = new Bar(row.getLong(2), row.getLong(3));
                });
        return bars;
    }

    /**
     * @param expired before now
     * @param later than the last of the weeks
     */
    record Histogram(Bar expired, List<Week> weeks, Bar later) {

        public String expiredUrl(boolean managed) {
            return ListAddresses.managed(managed)
                    .and("expires-within", Operator.LESS_THAN, 0)
                    .toString();
        }

        public String laterUrl(boolean managed) {
            return ListAddresses.managed(managed)
                    .and("expires", Operator.AFTER, weeks.getLast().next().minusDays(1))
                    .toString();
        }
    }

    /**
     * @param managed renewed by policy
     * @param unmanaged nobody renews them
     */
    record Bar(long managed, long unmanaged) {

        public long all() {
            return managed + unmanaged;
        }
    }

    /**
     * @param next the Monday after
     * @param present the week of today: what has expired in it does not count
     */
    record Week(LocalDate monday, LocalDate next, boolean present, Bar bar) {

        public String url(boolean managed) {
            var from = ListAddresses.managed(managed);
            return (present
                            ? from.and("expires-within", Operator.GREATER_THAN, -1)
                            : from.and("expires", Operator.AFTER, monday.minusDays(1)))
                    .and("expires", Operator.BEFORE, next)
                    .toString();
        }
    }
}
