package org.certwright.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Writes moments and durations for people, in the zone of the user whose request this is. */
@Component
public class Times {

    private static final DateTimeFormatter DAY = format("d MMM yyyy");
    private static final DateTimeFormatter MINUTE = format("HH:mm");
    private static final DateTimeFormatter EXACT = format("d MMM yyyy, HH:mm:ss zzz");

    private final Clock clock;

    Times(Clock clock) {
        this.clock = clock;
    }

    /** "6 min ago", "today, 04:12", "in 12 days"; a day beyond yesterday. */
    public String relative(Instant moment) {
        var distance = Duration.between(clock.instant(), moment);
        return distance.isNegative() ? past(moment, distance.negated()) : future(distance);
    }

    /** "23 Nov 2026, 14:32:07 CET". */
    public String exact(Instant moment) {
        return EXACT.format(local(moment));
    }

    /** "23 Nov 2026". */
    public String day(Instant moment) {
        return DAY.format(local(moment));
    }

    /** "18 ms", "0.4 s", "24.8 s", "2 min 5 s", "3 h 10 min". */
    public String duration(Duration duration) {
        if (duration.toMillis() < 100) {
            return duration.toMillis() + " ms";
        }
        if (duration.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (duration.toMinutes() < 60) {
            return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }

    /** How long it took: "6.4 s". */
    public String between(Instant from, Instant to) {
        return duration(Duration.between(from, to));
    }

    private String past(Instant moment, Duration since) {
        if (since.toSeconds() < 2) {
            return "just now";
        }
        if (since.toMinutes() < 1) {
            return since.toSeconds() + " s ago";
        }
        if (since.toHours() < 1) {
            return since.toMinutes() + " min ago";
        }
        var at = local(moment);
        var today = local(clock.instant()).toLocalDate();
        if (at.toLocalDate().equals(today)) {
            return since.toHours() < 4 ? since.toHours() + " h ago" : "today, " + MINUTE.format(at);
        }
        return at.toLocalDate().equals(today.minusDays(1))
                ? "yesterday, " + MINUTE.format(at)
                : DAY.format(at);
    }

    private static String future(Duration until) {
        if (until.toSeconds() < 1) {
            return "just now";
        }
        if (until.toMinutes() < 1) {
            return "in " + until.toSeconds() + " s";
        }
        if (until.toHours() < 1) {
            return "in " + until.toMinutes() + " min";
        }
        if (until.toHours() < 48) {
            return "in " + until.toHours() + " h";
        }
        return "in " + until.toDays() + " days";
    }

    private static ZonedDateTime local(Instant moment) {
        return moment.atZone(zone());
    }

    private static ZoneId zone() {
        return LocaleContextHolder.getTimeZone().toZoneId();
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
