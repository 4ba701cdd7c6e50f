package org.certwright.certificate;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.certwright.listing.Operator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often public certificates have to be renewed when the longest lifetime that CAs issue shrinks
 * (CA/Browser Forum, ballot SC-081v3). Each by its own policy; one that lives shorter already stays
 * as it is.
 */
@Component
class RenewalForecast {

    private static final double MONTH = 365.2425 / 12;
    private static final Limit[] LIMITS = {
        new Limit(200, LocalDate.of(2026, 3, 15)),
        new Limit(100, LocalDate.of(2027, 3, 15)),
        new Limit(47, LocalDate.of(2029, 3, 15))
    };

    private final JdbcClient database;
    private final Clock clock;

    RenewalForecast(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Forecast read() {
        var kinds = kinds();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var managed = kinds.stream().filter(Kind::managed).toList();
        var unmanaged = kinds.stream().filter(it -> !it.managed()).toList();
        return new Forecast(
                count(managed),
                Load.of(managed, null, today),
                Stream.of(LIMITS).map(it -> Load.of(managed, it, today)).toList(),
                count(unmanaged),
                Load.of(unmanaged, LIMITS[LIMITS.length - 1], today));
    }

    /** Lifetimes to the day: so there are few kinds, however many certificates. */
    private List<Kind> kinds() {
        return database.sql(
                        """
                        select renew_at is not null as managed, renew_fraction, renew_days,
                          extract(day from not_after - not_before + interval '12 hours')::integer
                            as lifetime,
                          count(*) as certificates
                        from certificate
                        where ca_type = 'PUBLIC' and not ignored and not_after > not_before
                        group by 1, 2, 3, 4
                        """)
                .query((row, _) ->
                        new Kind(
                                row.getBoolean("managed"),
                                policy(
                                        row.getBigDecimal("renew_fraction"),
                                        row.getObject("renew_days", Integer.class)),
                                Duration.ofDays(Math.max(1, row.getInt("lifetime"))),
                                row.getLong("certificates")))
                .list();
    }

    private static RenewalPolicy policy(@Nullable BigDecimal fraction, @Nullable Integer days) {
        return fraction == null && days == null
                ? RenewalPolicy.DEFAULT
                : new RenewalPolicy(fraction, days);
    }

    private static long count(List<Kind> kinds) {
        return kinds.stream().mapToLong(Kind::certificates).sum();
    }

    /** Certificates that are renewed equally often. */
    private record Kind(
            boolean managed, RenewalPolicy policy, Duration lifetime, long certificates) {

        double perDay(@Nullable Limit limit) {
            var lives =
                    limit != null && limit.lifetime().compareTo(lifetime) < 0
                            ? limit.lifetime()
                            : lifetime;
            return certificates
                    * (double) Duration.ofDays(1).toSeconds()
                    / policy.every(lives).toSeconds();
        }
    }

    private record Limit(int days, LocalDate from) {

        Duration lifetime() {
            return Duration.ofDays(days);
        }
    }

    /**
     * @param managed how many public certificates are renewed by policy
     * @param today how often that is, as they were issued
     * @param limited the same under each limit to come
     * @param unmanaged how many nobody renews
     * @param byHand what they would be under the last limit
     */
    record Forecast(long managed, Load today, List<Load> limited, long unmanaged, Load byHand) {

        /** The longest bar. */
        public double most() {
            return Stream.concat(Stream.of(today), limited.stream())
                    .mapToDouble(Load::perMonth)
                    .max()
                    .orElse(0);
        }

        public String managedUrl() {
            return url(true);
        }

        public String unmanagedUrl() {
            return url(false);
        }

        private static String url(boolean managed) {
            return ListAddresses.managed(managed)
                    .and("ca-type", Operator.EQUALS, "PUBLIC")
                    .toString();
        }
    }

    /**
     * @param days the longest lifetime; null for lifetimes as they are
     * @param from when it counts; null for now
     * @param begun whether it counts already
     */
    record Load(@Nullable Integer days, @Nullable LocalDate from, boolean begun, double perMonth) {

        private static Load of(List<Kind> kinds, @Nullable Limit limit, LocalDate today) {
            var perDay = kinds.stream().mapToDouble(it -> it.perDay(limit)).sum();
            return new Load(
                    limit == null ? null : limit.days(),
                    limit == null ? null : limit.from(),
                    limit == null || !limit.from().isAfter(today),
                    perDay * MONTH);
        }
    }
}
