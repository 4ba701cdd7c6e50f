package org.certwright.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;

class TimesTests {

    private static final Instant NOW = Instant.parse("2026-11-23T13:32:07Z");

    private final Times times = new Times(Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void userInVienna() {
        LocaleContextHolder.setTimeZone(TimeZone.getTimeZone("Europe/Vienna"));
    }

    @AfterEach
    void nobody() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T13:32:07Z, just now",
        "2026-11-23T13:32:06Z, just now",
        "2026-11-23T13:31:47Z, 20 s ago",
        "2026-11-23T13:26:07Z, 6 min ago",
        "2026-11-23T11:26:07Z, 2 h ago",
        "2026-11-23T03:12:07Z, 'today, 04:12'",
        "2026-11-22T23:30:00Z, 'today, 00:30'",
        "2026-11-22T13:00:00Z, 'yesterday, 14:00'",
        "2026-11-02T13:00:00Z, 2 Nov 2026",
        "2026-11-23T13:32:37Z, in 30 s",
        "2026-11-23T13:44:07Z, in 12 min",
        "2026-11-24T13:32:07Z, in 24 h",
        "2026-12-05T14:00:00Z, in 12 days",
    })
    void aMomentIsToldFromNow(Instant moment, String told) {
        assertThat(times.relative(moment)).isEqualTo(told);
    }

    @Test
    void theExactTimeNamesTheZoneOfTheUser() {
        assertThat(times.exact(NOW)).isEqualTo("23 Nov 2026, 14:32:07 CET");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.018S, 18 ms",
        "PT0.4S, 0.4 s",
        "PT24.84S, 24.8 s",
        "PT2M5S, 2 min 5 s",
        "PT3H10M, 3 h 10 min",
    })
    void aDurationKeepsTwoFigures(Duration duration, String told) {
        assertThat(times.duration(duration)).isEqualTo(told);
    }
}
