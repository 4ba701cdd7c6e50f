package org.certwright.listing;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.certwright.web.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Reads what of a list is asked for from the parameters of an address. Nothing in it is passed on
 * unread: a column, operator, view or sorting that the list does not know is told to whoever wrote
 * the address.
 */
final class ListAddress {

    private static final int MOST_FILTERS = 30;
    private static final int LONGEST_SEARCH = 200;

    private final Listing listing;
    private final MultiValueMap<String, String> asked;
    private final Clock clock;

    ListAddress(Listing listing, MultiValueMap<String, String> asked, Clock clock) {
        this.listing = listing;
        this.asked = asked;
        this.clock = clock;
        if (asked.values().stream().flatMap(List::stream).anyMatch(ListAddress::holdsNul))
            throw new BadRequestException("The address has a sign that is in no text: NUL.");
    }

    /** Which PostgreSQL cannot even compare. */
    private static boolean holdsNul(@Nullable String value) {
        return value != null && value.indexOf('\0') >= 0;
    }

    /**
     * @throws BadRequestException when it names something the list does not have
     */
    ListQuery read(ZoneId zone) {
        var filters = filters();
        for (var it : filters) check(it, zone);
        return query(filters);
    }

    /**
     * The same, but for the last filter when it is still being written: the page shows it open.
     *
     * @return the filters that hold, and the open one
     */
    Draft draft(ZoneId zone) {
        var filters = new ArrayList<>(filters());
        var open = asked.containsKey("add") && !filters.isEmpty() ? filters.removeLast() : null;
        var former = open == null ? null : former();
        String problem = null;
        for (var it : List.copyOf(filters)) {
            try {
                tested(it, zone);
            } catch (UnreadableValueException e) {
                filters.remove(it);
                open = it;
                problem = String.valueOf(e.getMessage());
            }
        }
        return new Draft(query(List.copyOf(filters)), open, former, problem);
    }

    private ListQuery query(List<Filter> filters) {
        return new ListQuery(listing, view(), search(), filters, columns(), sort(), page(), size());
    }

    private View view() {
        var key = asked.getFirst("view");
        if (key == null || key.isEmpty()) return listing.views().getFirst();
        return listing.findView(key)
                .orElseThrow(() ->
                        unknown("view", key, listing.views().stream().map(View::key).toList()));
    }

    private @Nullable String search() {
        var text = asked.getFirst("q");
        if (text == null || text.isBlank()) return null;
        var stripped = text.strip();
        return stripped.length() > LONGEST_SEARCH
                ? stripped.substring(0, LONGEST_SEARCH)
                : stripped;
    }

    private List<Filter> filters() {
        var by = all("by");
        var operators = all("op");
        var values = all("value");
        if (by.size() != operators.size() || by.size() != values.size())
            throw new BadRequestException(
                    "Each filter is three parameters: by, op and value. The address has %d, %d and %d of them."
                            .formatted(by.size(), operators.size(), values.size()));
        if (by.size() > MOST_FILTERS)
            throw new BadRequestException(
                    "At most %d filters can be joined.".formatted(MOST_FILTERS));
        var filters = new ArrayList<Filter>();
        for (var i = 0; i < by.size(); i++)
            filters.add(filter(by.get(i), operators.get(i), values.get(i).strip()));
        return filters;
    }

    /** The filter that is being changed, as it was; null when it is a new one. */
    private @Nullable Filter former() {
        var parts = String.valueOf(asked.getFirst("add")).split(" ", 3);
        return parts.length == 3 ? filter(parts[0], parts[1], parts[2]) : null;
    }

    private Filter filter(String by, String operator, String value) {
        var column =
                listing.column(by)
                        .filter(Column::isFiltered)
                        .orElseThrow(() ->
                                unknown(
                                        "column",
                                        by,
                                        listing.columns().stream()
                                                .filter(Column::isFiltered)
                                                .map(Column::key)
                                                .toList()));
        var fitting = column.kind().operators();
        // the operator of another kind of column, while a filter is being written
        if (asked.containsKey("add") && Operator.of(operator).filter(fitting::contains).isEmpty())
            return new Filter(column, fitting.getFirst(), "");
        return new Filter(
                column,
                Operator.of(operator)
                        .filter(fitting::contains)
                        .orElseThrow(() ->
                                unknown(
                                        "operator for %s".formatted(by),
                                        operator,
                                        fitting.stream().map(Operator::key).toList())),
                value);
    }

    private List<String> columns() {
        for (var it : all("show"))
            if (listing.column(it).isEmpty())
                throw unknown("column", it, listing.columns().stream().map(Column::key).toList());
        return all("show").stream().distinct().toList();
    }

    private Sort sort() {
        var key = asked.getFirst("sort");
        if (key == null || key.isEmpty()) return listing.sort();
        var parts = key.split(",", 2);
        var way = parts.length == 1 ? "asc" : parts[1].toLowerCase(Locale.ROOT);
        var known = listing.column(parts[0]).filter(Column::isSorted).isPresent();
        if (!known || !List.of("asc", "desc").contains(way))
            throw unknown(
                    "sorting",
                    key,
                    listing.columns().stream()
                            .filter(Column::isSorted)
                            .map(it -> it.key() + ",asc")
                            .toList());
        return new Sort(parts[0], way.equals("desc"));
    }

    private int page() {
        return Math.max(1, number("page", 1));
    }

    private int size() {
        var size = number("size", 0);
        if (size == 0 || ListQuery.SIZES.contains(size)) return size;
        throw unknown(
                "number of rows",
                String.valueOf(size),
                ListQuery.SIZES.stream().map(String::valueOf).toList());
    }

    private int number(String name, int otherwise) {
        var text = asked.getFirst(name);
        if (text == null || text.isEmpty()) return otherwise;
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new BadRequestException("“%s” is no number for %s.".formatted(text, name));
        }
    }

    private List<String> all(String name) {
        return asked.getOrDefault(name, List.of()).stream().filter(Objects::nonNull).toList();
    }

    private void check(Filter it, ZoneId zone) {
        try {
            tested(it, zone);
        } catch (UnreadableValueException e) {
            throw new BadRequestException(
                    "“%s” is no value for %s. %s"
                            .formatted(it.value(), it.column().header(), e.getMessage()));
        }
    }

    private void tested(Filter it, ZoneId zone) {
        it.condition(new Values(clock.instant(), zone));
    }

    private BadRequestException unknown(String what, String asked, List<String> known) {
        return new BadRequestException(
                "The list “%s” has no %s “%s”. It knows: %s."
                        .formatted(
                                listing.title(),
                                what,
                                asked,
                                known.stream().collect(Collectors.joining(", "))));
    }

    /**
     * @param open the filter that is being written; null when none is
     * @param former what it was before; null when it is a new one
     * @param problem what is wrong with its value; null when nothing is
     */
    record Draft(
            ListQuery query,
            @Nullable Filter open,
            @Nullable Filter former,
            @Nullable String problem) {

        /** What stands behind {@code add=}, so that a change can be taken back. */
        static String adding(@Nullable Filter former) {
            return former == null
                    ? "1"
                    : "%s %s %s"
                            .formatted(
                                    former.column().key(), former.operator().key(), former.value());
        }
    }
}
