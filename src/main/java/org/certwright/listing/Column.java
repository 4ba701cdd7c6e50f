package org.certwright.listing;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.certwright.web.Badge;
import org.jspecify.annotations.Nullable;

/**
 * A column of a list: its key in addresses, its header, what it holds, and the SQL that reads,
 * filters and sorts it. The SQL is written by features, never made of what somebody typed.
 *
 * <p>What is read may use the joins of the list; what filters and sorts sees the row itself alone
 * (a filter over another table is a sub-query), so that a million rows are counted without a join.
 */
public final class Column {

    private static final String CELLS = "listing/cells";
    private static final String TAGS = "tags";
    private static final String NAME = "name";

    private final String key;
    private final String header;
    private final Kind kind;
    private final String value;
    private final Map<String, String> further = new LinkedHashMap<>();
    private boolean shown = true;
    private boolean filtered = true;
    private @Nullable String sort;
    private Function<UnaryOperator<String>, String> where;
    private @Nullable UnaryOperator<String> equal;
    private String template;
    private String fragment;
    private @Nullable Function<Row, @Nullable String> text;
    private @Nullable Function<Row, @Nullable Badge> badge;
    private boolean end;

    private Column(String key, String header, Kind kind, String value, String look) {
        this.key = key;
        this.header = header;
        this.kind = kind;
        this.value = value;
        this.where = test -> test.apply(value);
        this.template = CELLS;
        this.fragment = look;
    }

    /**
     * @param value SQL that reads it
     */
    public static Column text(String key, String header, String value) {
        return new Column(key, header, new Kind.Text(false), value, "text");
    }

    /**
     * A text that is filtered by something in lower case, which has an index for it.
     *
     * @param folded SQL about the row
     */
    public static Column text(String key, String header, String value, String folded) {
        return foldedText(key, header, value).where(test -> test.apply(folded));
    }

    /** A text that is filtered by something in lower case, which {@link #where} says. */
    public static Column foldedText(String key, String header, String value) {
        return new Column(key, header, new Kind.Text(true), value, "text");
    }

    public static Column choice(
            String key, String header, String value, List<Kind.Option> options) {
        return new Column(key, header, new Kind.Choice(options), value, "choice");
    }

    /** A choice whose keys are the names of an enumeration. */
    public static <E extends Enum<E>> Column choice(
            String key, String header, String value, Class<E> type, Function<E, Badge> badge) {
        return choice(
                key,
                header,
                value,
                Stream.of(type.getEnumConstants())
                        .map(it -> Kind.Option.of(it.name(), badge.apply(it)))
                        .toList());
    }

    public static Column moment(String key, String header, String value) {
        return new Column(key, header, new Kind.Moment(), value, "relative");
    }

    public static Column number(String key, String header, String value) {
        return new Column(key, header, new Kind.Number(), value, "number").atEnd();
    }

    /** Whole days from now until a point in time. */
    public static Column days(String key, String header, String value) {
        return new Column(key, header, new Kind.Days(), value, "days").atEnd();
    }

    /** One that is offered in the choice of columns, and not shown before it is chosen. */
    public Column optional() {
        shown = false;
        return this;
    }

    /** Sorted by its value; an index on {@code (value, id)} has to stand behind it. */
    public Column sorted() {
        return sortedBy(value);
    }

    public Column sortedBy(String expression) {
        sort = expression;
        return this;
    }

    /** It is only looked at. */
    public Column unfiltered() {
        filtered = false;
        return this;
    }

    /**
     * Filters by something else than the value that is shown.
     *
     * @param condition makes a condition on the row, given what compares an expression with the
     *     value that was asked for
     */
    public Column where(Function<UnaryOperator<String>, String> condition) {
        where = condition;
        return this;
    }

    /**
     * Finds what equals the text in another way than what contains it: it is one of several, or an
     * index answers it.
     *
     * @param condition makes a condition on the row, given SQL of the text that was asked for, in
     *     lower case where what is filtered is
     */
    public Column whereEqual(UnaryOperator<String> condition) {
        equal = condition;
        return this;
    }

    /** Reads something else too that its cell needs. */
    public Column reading(String name, String expression) {
        further.put(name, expression);
        return this;
    }

    /**
     * Draws its cells with a fragment of the feature's, a {@code td} that sees {@code row}, {@code
     * column} and {@code list}.
     */
    public Column drawnBy(String template, String fragment) {
        this.template = template;
        this.fragment = fragment;
        return this;
    }

    /** The name of the row, as a link to its page. */
    public Column linked() {
        return drawnBy(CELLS, NAME);
    }

    /** Several short words, each on a ground of its own. */
    public Column asTags() {
        return drawnBy(CELLS, TAGS);
    }

    /** In a face in which signs can be told apart: addresses, serials. */
    public Column monospace() {
        return drawnBy(CELLS, "mono");
    }

    /** Cut when it is long, with the whole text on hover. */
    public Column cut() {
        return drawnBy(CELLS, "cut");
    }

    /** A moment of which the day counts. */
    public Column asDay() {
        return drawnBy(CELLS, "day");
    }

    /** The text that stands for a row, when it is not what the value says. */
    public Column shownAs(Function<Row, @Nullable String> words) {
        text = words;
        return this;
    }

    public Column badgedBy(Function<Row, @Nullable Badge> look) {
        badge = look;
        return shownAs(row -> {
            var it = look.apply(row);
            return it == null ? null : it.word();
        });
    }

    /** Its cells are set at the left, though it is a number. */
    public Column atStart() {
        end = false;
        return this;
    }

    private Column atEnd() {
        end = true;
        return this;
    }

    public String key() {
        return key;
    }

    public String header() {
        return header;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it is shown until somebody chooses columns. */
    public boolean isShown() {
        return shown;
    }

    public boolean isFiltered() {
        return filtered;
    }

    public boolean isSorted() {
        return sort != null;
    }

    /** Whether it leads to the page of the row. */
    public boolean isLinked() {
        return fragment.equals(NAME);
    }

    /** Whether a cell holds several texts. */
    public boolean isOfSeveral() {
        return fragment.equals(TAGS);
    }

    /** Whether its cells are set at the right. */
    public boolean isAtEnd() {
        return end;
    }

    public String template() {
        return template;
    }

    public String fragment() {
        return fragment;
    }

    /** What a cell says in words; null when there is nothing to say. */
    public @Nullable String text(Row row) {
        if (text != null) return text.apply(row);
        var it = row.get(key);
        return switch (it) {
            case null -> null;
            case List<?> list -> list.isEmpty() ? null : String.join(", ", row.list(key));
            default ->
                    kind instanceof Kind.Choice choice
                            ? choice.option(it).map(Kind.Option::label).orElse(it.toString())
                            : it.toString();
        };
    }

    /** Null when the cell has none. */
    public @Nullable Badge badge(Row row) {
        if (badge != null) return badge.apply(row);
        return kind instanceof Kind.Choice choice
                ? choice.option(row.get(key)).map(Kind.Option::badge).orElse(null)
                : null;
    }

    /** What an export holds: a String, a Long, an Instant, or null. */
    @Nullable Object exported(Row row, Instant now) {
        return switch (kind) {
            case Kind.Moment _ -> row.moment(key);
            case Kind.Days _ -> {
                var until = row.moment(key);
                yield until == null ? null : days(now, until);
            }
            case Kind.Number _ -> row.get(key);
            case Kind.Text _, Kind.Choice _ -> text(row);
        };
    }

    /**
     * What a program gets: as exported, but the key of a choice instead of its word, several texts
     * as a list, and null where there is nothing, whatever stands for that on the page.
     */
    public @Nullable Object raw(Row row, Instant now) {
        var it = row.get(key);
        if (it == null || it instanceof List<?>) return it;
        return kind instanceof Kind.Choice ? it.toString() : exported(row, now);
    }

    /** Whole days until what the row holds, rounded down; negative when it is past. */
    public long daysLeft(Row row, Instant now) {
        var until = row.moment(key);
        return until == null ? 0 : days(now, until);
    }

    private static long days(Instant now, Instant until) {
        return Math.floorDiv(
                Duration.between(now, until).toMillis(), Duration.ofDays(1).toMillis());
    }

    String value() {
        return value;
    }

    Map<String, String> further() {
        return further;
    }

    @Nullable String sort() {
        return sort;
    }

    String condition(Operator operator, String asked, Values values) {
        return equal != null && operator == Operator.EQUALS && kind instanceof Kind.Text text
                ? equal.apply(text.whole(asked, values))
                : where.apply(expression -> kind.test(expression, operator, asked, values));
    }
}
