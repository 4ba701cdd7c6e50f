package org.certwright.certificate;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MaintenanceWindowTests {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private final MaintenanceWindow nights = window(Set.of(TUESDAY, WEDNESDAY, THURSDAY), 2, 5);
    private final MaintenanceWindow overMidnight = window(Set.of(SATURDAY), 23, 4);

    @Test
    void opensAtItsStartAndClosesAtItsEnd() {
        assertThat(nights.isOpen(vienna("2026-11-24T01:59:59"))).isFalse();
        assertThat(nights.isOpen(vienna("2026-11-24T02:00:00"))).isTrue();
        assertThat(nights.isOpen(vienna("2026-11-24T04:59:59"))).isTrue();
        assertThat(nights.isOpen(vienna("2026-11-24T05:00:00"))).isFalse();
        assertThat(nights.isOpen(vienna("2026-11-23T03:00:00"))).as("Monday").isFalse();
    }

    @Test
    void opensNextOnTheNextOfItsDays() {
        assertThat(nights.nextOpening(vienna("2026-11-24T03:00:00")))
                .as("open now")
                .isEqualTo(vienna("2026-11-24T03:00:00"));
        assertThat(nights.nextOpening(vienna("2026-11-24T05:00:00")))
                .isEqualTo(vienna("2026-11-25T02:00:00"));
        assertThat(nights.nextOpening(vienna("2026-11-26T05:00:00")))
                .isEqualTo(vienna("2026-12-01T02:00:00"));
    }

    @Test
    void lastsUntilTheNextMorningWhenItsEndIsBeforeItsStart() {
        assertThat(overMidnight.isOpen(vienna("2026-11-28T23:00:00"))).isTrue();
        assertThat(overMidnight.isOpen(vienna("2026-11-29T03:59:00"))).isTrue();
        assertThat(overMidnight.isOpen(vienna("2026-11-29T04:00:00"))).isFalse();
        assertThat(overMidnight.isOpen(vienna("2026-11-28T03:00:00")))
                .as("Saturday morning belongs to Friday")
                .isFalse();
        assertThat(overMidnight.nextOpening(vienna("2026-11-29T04:00:00")))
                .isEqualTo(vienna("2026-12-05T23:00:00"));
    }

    @Test
    void isOpenAllDayWhenItEndsWhenItStarts() {
        var day = window(Set.of(FRIDAY), 6, 6);
        assertThat(day.isOpen(vienna("2026-11-27T06:00:00"))).isTrue();
        assertThat(day.isOpen(vienna("2026-11-28T05:59:00"))).isTrue();
        assertThat(day.isOpen(vienna("2026-11-28T06:00:00"))).isFalse();
    }

    @Test
    void doesNotOpenInTheHourThatSpringSkips() {
        var skipped = window(Set.of(SUNDAY), 2, 3);
        assertThat(skipped.nextOpening(vienna("2026-03-28T12:00:00")))
                .isEqualTo(vienna("2026-04-05T02:00:00"));
    }

    @Test
    void opensAtTheJumpWhenItsStartIsSkipped() {
        var half =
                new MaintenanceWindow(
                        Set.of(SUNDAY), LocalTime.of(2, 30), LocalTime.of(4, 0), VIENNA);
        assertThat(half.nextOpening(vienna("2026-03-28T12:00:00")))
                .isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void isOpenTwiceInTheHourThatAutumnRepeats() {
        var repeated = window(Set.of(SUNDAY), 2, 3);
        assertThat(repeated.isOpen(Instant.parse("2026-10-25T00:30:00Z"))).isTrue();
        assertThat(repeated.isOpen(Instant.parse("2026-10-25T01:30:00Z"))).isTrue();
        assertThat(repeated.isOpen(Instant.parse("2026-10-25T02:00:00Z"))).isFalse();
        var half =
                new MaintenanceWindow(
                        Set.of(SUNDAY), LocalTime.of(2, 30), LocalTime.of(2, 45), VIENNA);
        assertThat(half.nextOpening(Instant.parse("2026-10-25T00:45:00Z")))
                .isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
    }

    @RepeatedTest(200)
    void opensNextAtTheFirstInstantThatIsOpen() {
        var random = new Random();
        var days = EnumSet.noneOf(DayOfWeek.class);
        while (days.isEmpty())
            for (var day : DayOfWeek.values()) if (random.nextInt(4) == 0) days.add(day);
        var zones = List.of("Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "UTC");
        var window =
                new MaintenanceWindow(
                        days,
                        LocalTime.of(random.nextInt(24), 15 * random.nextInt(4)),
                        LocalTime.of(random.nextInt(24), 15 * random.nextInt(4)),
                        ZoneId.of(zones.get(random.nextInt(zones.size()))));
        var at =
                Instant.parse("2026-01-01T00:00:00Z")
                        .plus(Duration.ofMinutes(15 * random.nextLong(365 * 24 * 4)));

        var expected = at;
        while (!window.isOpen(expected)) expected = expected.plus(Duration.ofMinutes(15));

        assertThat(window.nextOpening(at))
                .as("%s at %s", window.describe(), at)
                .isEqualTo(expected);
    }

    @Test
    void describesItself() {
        assertThat(nights.describe()).isEqualTo("Tue to Thu, 02:00 to 05:00 Europe/Vienna");
        assertThat(overMidnight.describe())
                .isEqualTo("Sat, 23:00 to 04:00 the next day Europe/Vienna");
        assertThat(window(Set.of(TUESDAY, FRIDAY), 2, 5).describe())
                .isEqualTo("Tue, Fri, 02:00 to 05:00 Europe/Vienna");
        assertThat(window(EnumSet.allOf(DayOfWeek.class), 2, 5).describe()).startsWith("daily, ");
    }

    private static MaintenanceWindow window(Set<DayOfWeek> days, int from, int to) {
        return new MaintenanceWindow(days, LocalTime.of(from, 0), LocalTime.of(to, 0), VIENNA);
    }

    private static Instant vienna(String local) {
        return LocalDateTime.parse(local).atZone(VIENNA).toInstant();
    }
}
