package org.certwright.listing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.certwright.web.Badge;
import org.jspecify.annotations.Nullable;

/** What a column holds, and so how it is filtered. */
public sealed interface Kind {

    List<Operator> operators();

    /**
     * The SQL that compares an expression with a value.
     *
     * @throws UnreadableValueException when the value is none for this kind
     */
    String test(String expression, Operator operator, String value, Values values);

    /** Kind of the field in which the value is typed: text, date, number, select. */
    String field();

    /**
     * Any text; the case counts for {@link Operator#EQUALS} alone.
     *
     * @param folded whether the expression is in lower case already, which makes an index on it
     *     usable; then no case counts
     */
    record Text(boolean folded) implements Kind {

        private static final int LONGEST = 500;

        @Override
        public List<Operator> operators() {
            return List.of(Operator.CONTAINS, Operator.EQUALS);
        }

        @Override
        public String field() {
            return "text";
        }

        @Override
        public String test(String expression, Operator operator, String value, Values values) {
            if (operator == Operator.EQUALS) return expression + " = " + whole(value, values);
            check(value);
            return expression
                    + (folded
                            ? " like " + folded(LikePattern.containing(value), values)
                            : " ilike " + values.bind(LikePattern.containing(value)));
        }

        /** SQL of the value, in lower case where the expression is. */
        String whole(String value, Values values) {
            check(value);
            return folded ? folded(value, values) : values.bind(value);
        }

        private static void check(String value) {
            if (value.length() > LONGEST)
                throw new UnreadableValueException(
                        "A text of at most %d characters is expected.".formatted(LONGEST));
        }

        /** By the database, as what is searched: Java has other rules for Greek and Turkish. */
        static String folded(String text, Values values) {
            return "lower(%s)".formatted(values.bind(text));
        }
    }

    /** One of a few, each with a word for it. */
    record Choice(List<Option> options) implements Kind {

        @Override
        public List<Operator> operators() {
            return List.of(Operator.EQUALS);
        }

        @Override
        public String field() {
            return "select";
        }

        @Override
        public String test(String expression, Operator operator, String value, Values values) {
            var option =
                    option(value)
                            .orElseThrow(() ->
                                    new UnreadableValueException(
                                            "One of these is expected: %s."
                                                    .formatted(
                                                            String.join(
                                                                    ", ",
                                                                    options.stream()
                                                                            .map(Option::label)
                                                                            .toList()))));
            return option.condition() == null
                    ? expression + " = " + values.bind(option.key())
                    : "(" + option.condition() + ")";
        }

        /** By its key, or by the word that people see. */
        Optional<Option> option(@Nullable Object value) {
            return options.stream()
                    .filter(it ->
                            it.key().equals(value)
                                    || value instanceof String word
                                            && it.label().equalsIgnoreCase(word))
                    .findFirst();
        }
    }

    /**
     * @param key as the expression of the column answers it
     * @param badge how it is drawn; as plain text when it has none
     * @param condition what is true of the row, where comparing the key is not enough
     */
    record Option(String key, String label, @Nullable Badge badge, @Nullable String condition) {

        public static Option of(String key, String label) {
            return new Option(key, label, null, null);
        }

        public static Option of(String key, Badge badge) {
            return new Option(key, badge.word(), badge, null);
        }

        /** One that is found by what is true of the row. */
        public Option when(String condition) {
            return new Option(key, label, badge, condition);
        }
    }

    /**
     * A point in time. A day is meant as a whole: before it, or after it, in the zone of who asks.
     */
    record Moment() implements Kind {

        @Override
        public List<Operator> operators() {
            return List.of(Operator.BEFORE, Operator.AFTER);
        }

        @Override
        public String field() {
            return "date";
        }

        @Override
        public String test(String expression, Operator operator, String value, Values values) {
            return operator == Operator.BEFORE
                    ? expression + " < " + values.bind(start(value, values.zone()))
                    : expression + " >= " + values.bind(end(value, values.zone()));
        }

        private static Instant start(String value, ZoneId zone) {
            return value.contains("T")
                    ? exact(value, zone)
                    : day(value).atStartOfDay(zone).toInstant();
        }

        /** The first moment that comes after it. */
        private static Instant end(String value, ZoneId zone) {
            return value.contains("T")
                    ? exact(value, zone).plusNanos(1000)
                    : day(value).plusDays(1).atStartOfDay(zone).toInstant();
        }

        private static Instant exact(String value, ZoneId zone) {
            try {
                var at =
                        value.endsWith("Z")
                                ? Instant.parse(value).atZone(ZoneOffset.UTC)
                                : LocalDateTime.parse(value).atZone(zone);
                if (isFar(at.getYear())) throw unreadable();
                return at.toInstant();
            } catch (DateTimeParseException e) {
                throw unreadable();
            }
        }

        private static LocalDate day(String value) {
            try {
                var day = LocalDate.parse(value);
                if (isFar(day.getYear())) throw unreadable();
                return day;
            } catch (DateTimeParseException e) {
                throw unreadable();
            }
        }

        /** Out of what the database knows, or anybody means. */
        private static boolean isFar(int year) {
            return year < 1900 || year > 9999;
        }

        private static UnreadableValueException unreadable() {
            return new UnreadableValueException(
                    "A day such as 2026-02-05 is expected, or a moment such as 2026-02-05T14:30.");
        }
    }

    /** A whole number. */
    record Number() implements Kind {

        private static final long MOST = 1_000_000_000;

        @Override
        public List<Operator> operators() {
            return List.of(Operator.LESS_THAN, Operator.GREATER_THAN);
        }

        @Override
        public String field() {
            return "number";
        }

        @Override
        public String test(String expression, Operator operator, String value, Values values) {
            return expression
                    + (operator == Operator.LESS_THAN ? " < " : " > ")
                    + values.bind(read(value));
        }

        static long read(String value) {
            try {
                var number = Long.parseLong(value.strip());
                if (number >= -MOST && number <= MOST) return number;
            } catch (NumberFormatException e) {
                // told below, as one that is too large is
            }
            throw new UnreadableValueException("A whole number such as 30 is expected.");
        }
    }

    /** Whole days from now until a point in time; the expression is the point in time. */
    record Days() implements Kind {

        /** Farther than any certificate lives, and not too far for a calendar. */
        private static final long MOST = 1_000_000;

        @Override
        public List<Operator> operators() {
            return List.of(Operator.LESS_THAN, Operator.GREATER_THAN);
        }

        @Override
        public String field() {
            return "number";
        }

        @Override
        public String test(String expression, Operator operator, String value, Values values) {
            var days = Math.clamp(Number.read(value), -MOST, MOST);
            return operator == Operator.LESS_THAN
                    ? expression + " < " + values.bind(values.now().plus(Duration.ofDays(days)))
                    : expression
                            + " >= "
                            + values.bind(values.now().plus(Duration.ofDays(days + 1)));
        }
    }
}
