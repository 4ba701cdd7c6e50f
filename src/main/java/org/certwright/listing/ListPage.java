package org.certwright.listing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.certwright.listing.ListAddress.Draft;
import org.certwright.web.Tone;
import org.jspecify.annotations.Nullable;

/** One page of a list, as its template draws it. */
public final class ListPage {

    /** So many pages are named beside the present one. */
    private static final int BESIDE = 1;

    private final ListQuery query;
    private final Draft draft;
    private final List<Column> columns;
    private final List<Row> rows;
    private final Map<View, Long> counts;
    private final long total;
    private final int size;
    private final List<SavedView> savedViews;
    private final Instant now;

    ListPage(
            ListQuery query,
            Draft draft,
            List<Column> columns,
            List<Row> rows,
            Map<View, Long> counts,
            long total,
            int size,
            List<SavedView> savedViews,
            Instant now) {
        this.query = query;
        this.draft = draft;
        this.columns = columns;
        this.rows = rows;
        this.counts = counts;
        this.total = total;
        this.size = size;
        this.savedViews = savedViews;
        this.now = now;
    }

    public Listing listing() {
        return query.listing();
    }

    public ListQuery query() {
        return query;
    }

    public List<Column> columns() {
        return columns;
    }

    public List<Row> rows() {
        return rows;
    }

    public long total() {
        return total;
    }

    public Instant now() {
        return now;
    }

    /** Whether the list holds nothing at all, whatever is asked for. */
    public boolean isEmpty() {
        return counts.getOrDefault(listing().views().getFirst(), 0L) == 0;
    }

    /** How many there are without any restriction. */
    public long all() {
        return counts.getOrDefault(listing().views().getFirst(), 0L);
    }

    public List<Tab> tabs() {
        return listing().views().stream()
                .map(it -> {
                    var count = counts.getOrDefault(it, 0L);
                    return new Tab(
                            it.label(),
                            query.with(it).address(),
                            count,
                            count == 0 ? null : it.tone(),
                            it.equals(query.view()));
                })
                .toList();
    }

    public List<Chip> chips() {
        return IntStream.range(0, query.filters().size())
                .mapToObj(i -> {
                    var it = query.filters().get(i);
                    var others = query.without(i);
                    return new Chip(
                            it.column().header(),
                            it.operator().label().toLowerCase(Locale.ROOT),
                            it.words(),
                            others.address(),
                            adding(others.and(it), it));
                })
                .toList();
    }

    public List<Header> headers() {
        return columns.stream()
                .map(it -> {
                    var sorted = query.sort().column().equals(it.key());
                    var next = sorted ? query.sort().reversed() : Sort.by(it.key());
                    return new Header(
                            it,
                            it.isSorted() ? query.with(next).address() : null,
                            sorted
                                    ? (query.sort().descending() ? "descending" : "ascending")
                                    : null);
                })
                .toList();
    }

    /** All columns for the chooser: the chosen ones in their order, then the others. */
    public List<Choosable> choosable() {
        var others = listing().columns().stream().filter(it -> !columns.contains(it));
        return Stream.concat(columns.stream(), others)
                .map(it ->
                        new Choosable(
                                it.key(),
                                it.header(),
                                columns.contains(it),
                                it.equals(listing().columns().getFirst())))
                .sorted(Comparator.comparing(it -> !it.fixed()))
                .toList();
    }

    /** Where the first filter is begun. */
    public String addFilterUrl() {
        var first =
                listing().columns().stream().filter(Column::isFiltered).findFirst().orElseThrow();
        return adding(query.and(new Filter(first, first.kind().operators().getFirst(), "")), null);
    }

    /** Null when no filter is being written. */
    public @Nullable OpenFilter openFilter() {
        var open = draft.open();
        var former = draft.former();
        return open == null
                ? null
                : new OpenFilter(
                        open.column(),
                        open.operator(),
                        open.value(),
                        draft.problem(),
                        Draft.adding(former),
                        (former == null ? query : query.and(former)).address());
    }

    public List<Column> filterable() {
        return listing().columns().stream()
                .filter(Column::isFiltered)
                .sorted(Comparator.comparing(Column::header))
                .toList();
    }

    /** What a form that asks this list again carries along, but for what it asks itself. */
    public List<Parameter> parameters(String... without) {
        var left = List.of(without);
        var parameters = new ArrayList<Parameter>();
        query.at(1)
                .asked()
                .forEach((name, values) -> {
                    if (!left.contains(name))
                        values.forEach(it -> parameters.add(new Parameter(name, it)));
                });
        return parameters;
    }

    public String withoutSearchUrl() {
        return new ListQuery(
                        listing(),
                        query.view(),
                        null,
                        query.filters(),
                        query.columns(),
                        query.sort(),
                        1,
                        query.size())
                .address();
    }

    /** "1,284 rows, 7 columns, filters as shown". */
    public String exported() {
        return "%,d row%s, %d column%s, filters as shown"
                .formatted(
                        total,
                        total == 1 ? "" : "s",
                        columns.size(),
                        columns.size() == 1 ? "" : "s");
    }

    public String clearUrl() {
        return query.clear().address();
    }

    /** "/lists/certificates/export/excel?…". */
    public String exportUrl(String format) {
        var shown = query.at(1).showing(columns.stream().map(Column::key).toList(), 0).parameters();
        return "/lists/%s/export/%s?%s".formatted(listing().key(), format, shown);
    }

    public int size() {
        return size;
    }

    public List<Integer> sizes() {
        return ListQuery.SIZES;
    }

    public long first() {
        return total == 0 ? 0 : (long) (query.page() - 1) * size + 1;
    }

    public long last() {
        return Math.min(total, (long) query.page() * size);
    }

    public int pages() {
        return (int) Math.max(1, Math.ceilDiv(total, size));
    }

    public @Nullable String previousUrl() {
        return query.page() > 1 ? query.at(query.page() - 1).address() : null;
    }

    public @Nullable String nextUrl() {
        return query.page() < pages() ? query.at(query.page() + 1).address() : null;
    }

    /** First, last and those around the present one; a gap between them has no number. */
    public List<PageLink> pageLinks() {
        var links = new ArrayList<PageLink>();
        var before = 0;
        for (var i = 1; i <= pages(); i = next(i)) {
            if (i > before + 1) links.add(new PageLink(null, null, false));
            links.add(new PageLink(i, query.at(i).address(), i == query.page()));
            before = i;
        }
        return links;
    }

    /** The next page that has a link. */
    private int next(int page) {
        var from = query.page() - BESIDE;
        var to = query.page() + BESIDE;
        if (page < from && from > 1) return from;
        if (page < to) return page + 1;
        return page < pages() ? pages() : page + 1;
    }

    public List<SavedView> savedViews() {
        return savedViews;
    }

    private static String adding(ListQuery query, @Nullable Filter former) {
        return "%s&add=%s"
                .formatted(
                        query.address(),
                        URLEncoder.encode(Draft.adding(former), StandardCharsets.UTF_8));
    }

    /**
     * @param tone of the count; null for an ordinary one
     */
    public record Tab(String label, String url, long count, @Nullable Tone tone, boolean active) {}

    /** A filter as it is shown. */
    public record Chip(
            String column, String operator, String value, String removeUrl, String editUrl) {

        @Override
        public String toString() {
            return "%s %s %s".formatted(column, operator, value);
        }
    }

    /**
     * @param url null when it cannot be sorted by it
     * @param sorted {@code ascending}, {@code descending}, or null
     */
    public record Header(Column column, @Nullable String url, @Nullable String sorted) {}

    /**
     * @param fixed it cannot be hidden
     */
    public record Choosable(String key, String header, boolean chosen, boolean fixed) {}

    /**
     * @param problem what is wrong with the value; null when nothing is
     * @param adding what keeps it open while a column is chosen
     * @param cancelUrl the list as it was before
     */
    public record OpenFilter(
            Column column,
            Operator operator,
            String value,
            @Nullable String problem,
            String adding,
            String cancelUrl) {

        public List<Operator> operators() {
            return column.kind().operators();
        }

        /** Empty unless the value is chosen from a few. */
        public List<Kind.Option> options() {
            return column.kind() instanceof Kind.Choice it ? it.options() : List.of();
        }

        public boolean isChosen(Kind.Option option) {
            return column.kind() instanceof Kind.Choice it
                    && it.option(value).filter(option::equals).isPresent();
        }
    }

    /** A hidden field. */
    public record Parameter(String name, String value) {}

    /**
     * @param number null for a gap
     */
    public record PageLink(@Nullable Integer number, @Nullable String url, boolean current) {}
}
