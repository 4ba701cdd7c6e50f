package org.certwright.export;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * All of an export but its rows.
 *
 * @param title of the list, as the page has it
 * @param filter in words, as the page has it; empty where nothing is filtered
 * @param zone that moments are written in
 * @param columns in the order of the cells of a row
 */
public record Sheet(
        String title, String filter, ZoneId zone, Instant madeAt, List<SheetColumn> columns) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    public Sheet {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("'%s' has no column to export".formatted(title));
        }
        columns = List.copyOf(columns);
    }

    LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, zone).truncatedTo(ChronoUnit.SECONDS);
    }

    /** "2026-11-26 14:32:07". */
    String text(Instant moment) {
        return TIME.format(local(moment));
    }

    static IllegalArgumentException unknown(Object value) {
        return new IllegalArgumentException(
                "A cell holds a text, a number, a moment or nothing, but not a "
                        + value.getClass().getName());
    }
}
