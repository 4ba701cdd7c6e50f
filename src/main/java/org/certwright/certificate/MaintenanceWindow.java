package org.certwright.certificate;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a server may be touched: some days of the week, from a time to a time of the wall clock of a
 * zone. An end at or before the start lies on the following day. Where the clock is put forward,
 * the hour that does not exist is not part of the window; where it is put back, the hour that comes
 * twice is part of it twice.
 *
 * @param days on which the window opens
 */
@Embeddable
public record MaintenanceWindow(
        @Column(name = "window_days") @Convert(converter = DaysConverter.class) Set<DayOfWeek> days,
        @Column(name = "window_start") LocalTime start,
        @Column(name = "window_end") LocalTime end,
        @Column(name = "window_zone") ZoneId zone) {

    public MaintenanceWindow {
        if (days.isEmpty())
            throw new IllegalArgumentException("A maintenance window needs at least one day");
        days = Set.copyOf(days);
    }

    public boolean isOpen(Instant at) {
        var local = at.atZone(zone);
        var time = local.toLocalTime();
        var today = local.getDayOfWeek();
        if (start.isBefore(end))
            return days.contains(today) && !time.isBefore(start) && time.isBefore(end);
        return days.contains(today) && !time.isBefore(start)
                || days.contains(today.minus(1)) && time.isBefore(end);
    }

    /** The instant itself where the window is open, else when it opens next. */
    public Instant nextOpening(Instant at) {
        if (isOpen(at)) return at;
        var today = at.atZone(zone).toLocalDate();
        return LongStream.rangeClosed(-1, 15) // two weeks, since a night may lack the hour
                .mapToObj(today::plusDays)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .flatMap(day -> instantsOf(day.atTime(start)))
                .filter(opening -> opening.isAfter(at) && isOpen(opening))
                .min(Instant::compareTo)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "Maintenance window '%s' never opens after %s"
                                        .formatted(describe(), at)));
    }

    /** One instant, two where the clock is put back, the jump itself where that time is skipped. */
    private Stream<Instant> instantsOf(LocalDateTime local) {
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(local);
        return offsets.isEmpty()
                ? Stream.of(rules.getTransition(local).getInstant())
                : offsets.stream().map(local::toInstant);
    }

    /** For pages: "Tue to Thu, 02:00 to 05:00 Europe/Vienna". */
    public String describe() {
        var inOrder = EnumSet.copyOf(days).stream().toList();
        return "%s, %s to %s%s %s"
                .formatted(
                        describe(inOrder),
                        start,
                        end,
                        start.isBefore(end) ? "" : " the next day",
                        zone);
    }

    private static String describe(List<DayOfWeek> days) {
        if (days.size() == 7) return "daily";
        var oneRun = days.getLast().getValue() - days.getFirst().getValue() == days.size() - 1;
        if (days.size() > 2 && oneRun)
            return shortName(days.getFirst()) + " to " + shortName(days.getLast());
        return days.stream().map(MaintenanceWindow::shortName).collect(Collectors.joining(", "));
    }

    private static String shortName(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    @Converter
    static class DaysConverter
            implements AttributeConverter<@Nullable Set<DayOfWeek>, @Nullable String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Set<DayOfWeek> days) {
            return days == null
                    ? null
                    : EnumSet.copyOf(days).stream()
                            .map(Enum::name)
                            .collect(Collectors.joining(","));
        }

        @Override
        public @Nullable Set<DayOfWeek> convertToEntityAttribute(@Nullable String column) {
            return column == null
                    ? null
                    : Arrays.stream(column.split(","))
                            .map(DayOfWeek::valueOf)
                            .collect(Collectors.toUnmodifiableSet());
        }
    }
}
