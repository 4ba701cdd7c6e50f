package org.certwright.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import java.io.UnsupportedEncodingException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.certwright.DatabaseTest;
import org.certwright.certificate.ExpiryHistogram.Bar;
import org.certwright.security.Role;
import org.certwright.security.SignedInUser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What the dashboard says about times to come, beside what is counted here one by one. */
@DatabaseTest
class ExpiryTests {

    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final Pattern TOTAL = Pattern.compile(">[\\d,]+–[\\d,]+ of ([\\d,]+)<");

    @Autowired private MockMvcTester pages;
    @Autowired private JdbcClient database;
    @Autowired private CertificateFixtures fixtures;
    @Autowired private ExpiryHistogram histogram;
    @Autowired private RenewalsDue renewals;
    @Autowired private RenewalForecast forecast;
    @Autowired private Clock clock;

    private final List<Made> made = new ArrayList<>();

    @BeforeEach
    void makeCertificates() {
        fixtures.clear();
        made.clear();
        var random = new Random(2026);
        var now = clock.instant();
        var bounds =
                LocalDate.ofInstant(now, AUCKLAND)
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .atStartOfDay(AUCKLAND)
                        .toInstant();
        for (var i = 0; i < 300; i++)
            make(random, now.plus(random.nextInt(-20, 260), ChronoUnit.DAYS).plusSeconds(300));
        for (var seconds : List.of(-1, 0, 1)) make(random, bounds.plusSeconds(seconds));
    }

    @Test
    void theHistogramCountsEachCertificateInItsWeek() {
        var now = clock.instant();
        var found = histogram.read(AUCKLAND);
        var all = new SoftAssertions();
        all.assertThat(found.expired()).isEqualTo(bar(it -> it.to().isBefore(now)));
        all.assertThat(found.weeks()).hasSize(26);
        for (var i = 0; i < 26; i++) {
            var week = found.weeks().get(i);
            all.assertThat(week.monday())
                    .isEqualTo(
                            LocalDate.ofInstant(now, AUCKLAND)
                                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                                    .plusWeeks(i));
            all.assertThat(week.bar())
                    .as(week.monday().toString())
                    .isEqualTo(
                            bar(it ->
                                    !it.to().isBefore(now)
                                            && monday(it.to()).equals(week.monday())));
        }
        var end = found.weeks().getLast().next();
        all.assertThat(found.later()).isEqualTo(bar(it -> !monday(it.to()).isBefore(end)));
        all.assertAll();
    }

    @Test
    void everyNumberLeadsToAListOfJustSoMany() {
        var found = histogram.read(AUCKLAND);
        var all = new SoftAssertions();
        for (var managed : List.of(true, false)) {
            all.assertThat(total(found.expiredUrl(managed)))
                    .isEqualTo(of(found.expired(), managed));
            all.assertThat(total(found.laterUrl(managed))).isEqualTo(of(found.later(), managed));
            for (var week :
                    List.of(found.weeks().getFirst(), found.weeks().get(1), found.weeks().get(9)))
                all.assertThat(total(week.url(managed)))
                        .as(week.toString())
                        .isEqualTo(of(week.bar(), managed));
        }
        var due = renewals.read(AUCKLAND);
        all.assertThat(total(due.nowUrl())).isEqualTo(due.now());
        for (var day : due.days().subList(0, 3))
            all.assertThat(total(day.url())).as(day.toString()).isEqualTo(day.count());
        var loads = forecast.read();
        all.assertThat(total(loads.managedUrl())).isEqualTo(loads.managed());
        all.assertThat(total(loads.unmanagedUrl())).isEqualTo(loads.unmanaged());
        all.assertAll();
    }

    @Test
    void renewalsAreCountedOnTheDayTheyBegin() {
        var now = clock.instant();
        var found = renewals.read(AUCKLAND);
        assertThat(found.now()).isEqualTo(renewed(it -> !it.isAfter(now)));
        assertThat(found.days()).hasSize(14);
        for (var day : found.days())
            assertThat(day.count())
                    .as(day.day().toString())
                    .isEqualTo(
                            renewed(it ->
                                    it.isAfter(now)
                                            && LocalDate.ofInstant(it, AUCKLAND)
                                                    .equals(day.day())));
        assertThat(found.total())
                .isEqualTo(
                        found.now()
                                + found.days().stream().mapToLong(RenewalsDue.Day::count).sum());
    }

    @Test
    void theForecastIsTheSumOverAllPublicCertificatesByTheirPolicies() {
        var found = forecast.read();

        assertThat(found.managed()).isEqualTo(countPublic(true));
        assertThat(found.unmanaged()).isEqualTo(countPublic(false));
        assertThat(found.today().perMonth()).isCloseTo(perMonth(true, 10_000), within(0.01));
        assertThat(found.limited()).extracting(it -> it.days()).containsExactly(200, 100, 47);
        for (var it : found.limited())
            assertThat(it.perMonth())
                    .as(it.days() + " days")
                    .isCloseTo(perMonth(true, it.days() == null ? 0 : it.days()), within(0.01));
        assertThat(found.byHand().perMonth()).isCloseTo(perMonth(false, 47), within(0.01));
        assertThat(found.most()).isEqualTo(found.limited().getLast().perMonth());
    }

    @Test
    void oneCertificateOfFortySevenDaysIsRenewedAboutOnceAMonth() {
        fixtures.clear();
        made.clear();
        var now = clock.instant();
        insert(
                new Made(
                        now.minus(Duration.ofDays(10)),
                        now.plus(Duration.ofDays(387)),
                        true,
                        false,
                        true,
                        null));

        var found = forecast.read();
        assertThat(found.limited().getLast().perMonth()).isCloseTo(30.44 / 31.33, within(0.001));
        assertThat(found.today().perMonth()).isCloseTo(30.44 / 264.7, within(0.001));
    }

    private Bar bar(Predicate<Made> which) {
        return new Bar(count(which, true), count(which, false));
    }

    private long count(Predicate<Made> which, boolean managed) {
        return made.stream()
                .filter(it -> !it.ignored() && it.managed() == managed)
                .filter(which)
                .count();
    }

    private static long of(Bar bar, boolean managed) {
        return managed ? bar.managed() : bar.unmanaged();
    }

    private long renewed(Predicate<Instant> when) {
        return count(it -> it.managed() && when.test(it.renews()), true);
    }

    private long countPublic(boolean managed) {
        return count(Made::isPublic, managed);
    }

    /**
     * In days, without the code that is tested: a third is left, or so many days, but never two
     * thirds.
     */
    private double perMonth(boolean managed, int longest) {
        return made.stream()
                .filter(it -> !it.ignored() && it.managed() == managed && it.isPublic())
                .mapToDouble(it -> {
                    double life = Math.min(longest, Duration.between(it.from(), it.to()).toDays());
                    var days = it.renewDays();
                    var left = days == null ? life * 0.3333 : days;
                    return 365.2425 / 12 / Math.max(life / 3, life - left);
                })
                .sum();
    }

    private static LocalDate monday(Instant at) {
        return LocalDate.ofInstant(at, AUCKLAND)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private void make(Random random, Instant expires) {
        var life = Duration.ofDays(List.of(47, 90, 199, 397).get(random.nextInt(4)));
        var managed = random.nextInt(3) > 0;
        insert(
                new Made(
                        expires.minus(life),
                        expires,
                        managed,
                        random.nextInt(10) == 0,
                        random.nextBoolean(),
                        managed && random.nextInt(4) == 0 ? 30 : null));
    }

    private void insert(Made it) {
        made.add(it);
        database.sql(
                        """
                        insert into certificate (common_name, names, status, status_since, ignored,
                          not_before, not_after, ca_type, renew_days, renew_fraction, renew_at,
                          connector_id, bot_id, target_count, created_at, created_by)
                        values (:name, array[:name], 'DEPLOYED', now(), :ignored, :from, :to, :type,
                          :days, :fraction, :renews, :connector, :bot, :targets, now(), 'test')
                        """)
                .param("name", "c%d.example.com".formatted(made.size()))
                .param("ignored", it.ignored())
                .param("from", Timestamp.from(it.from()))
                .param("to", Timestamp.from(it.to()))
                .param("type", it.isPublic() ? "PUBLIC" : "PRIVATE")
                .param("days", it.renewDays())
                .param(
                        "fraction",
                        it.managed() && it.renewDays() == null
                                ? RenewalPolicy.DEFAULT.fraction()
                                : null)
                .param("renews", it.managed() ? Timestamp.from(it.renews()) : null)
                .param("connector", it.managed() ? disabledConnector() : null)
                .param("bot", it.managed() ? fixtures.bot() : null)
                .param("targets", it.managed() ? 1 : 0)
                .update();
    }

    /** Nothing is ordered from it while a test runs. */
    private long disabledConnector() {
        return database.sql(
                        """
                        insert into connector (name, type, settings, enabled, created_at, created_by)
                        values ('Closed CA', 'local', '{"name":"Closed CA","authority":0}', false, now(), 'test')
                        on conflict (name) do update set name = excluded.name returning id
                        """)
                .query(Long.class)
                .single();
    }

    private long total(String url) {
        var user = new SignedInUser(1, "eva", "Eva", Role.AUDITOR, AUCKLAND.getId());
        var page =
                pages.get()
                        .uri(java.net.URI.create(url))
                        .with(
                                authentication(
                                        new TestingAuthenticationToken(user, "", "ROLE_AUDITOR")))
                        .exchange();
        assertThat(page).hasStatusOk();
        try {
            var text = page.getResponse().getContentAsString();
            var total = TOTAL.matcher(text);
            if (total.find()) return Long.parseLong(total.group(1).replace(",", ""));
            assertThat(text).as(url).contains("cw-empty");
            return 0;
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Made(
            Instant from,
            Instant to,
            boolean managed,
            boolean ignored,
            boolean isPublic,
            @Nullable Integer renewDays) {

        Instant renews() {
            return to.minus(Duration.ofDays(renewDays == null ? 20 : renewDays));
        }
    }
}
