package org.certwright.listing;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** One restriction of a list: column, operator and value. */
public record Filter(Column column, Operator operator, String value) {

    /** The value that lifts the restriction; nothing typed is the same. */
    public static final String ALL = "All";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    public boolean isAll() {
        return value.isEmpty() || value.equals(ALL);
    }

    /** The value as people read it. */
    public String words() {
        if (isAll()) return ALL;
        return switch (column.kind()) {
            case Kind.Choice it -> it.option(value).map(Kind.Option::label).orElse(value);
            case Kind.Moment _ -> day();
            default -> value;
        };
    }

    private String day() {
        try {
            return DAY.format(LocalDate.parse(value));
        } catch (DateTimeParseException e) {
            return value.replace('T', ' ');
        }
    }

    /** "Status equals Active". */
    @Override
    public String toString() {
        return "%s %s %s"
                .formatted(column.header(), operator.label().toLowerCase(Locale.ROOT), words());
    }

    String condition(Values values) {
        return isAll() ? "true" : column.condition(operator, value, values);
    }
}
