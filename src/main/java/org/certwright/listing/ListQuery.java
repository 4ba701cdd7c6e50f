package org.certwright.listing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What of a list is asked for. All of it stands in the address, so it can be kept and sent to
 * somebody: {@code
 * ?view=…&q=…&by=status&op=equals&value=ACTIVE&by=…&show=name&show=status&sort=name,desc&page=2&size=50}.
 *
 * @param filters joined with "and"
 * @param search the quick search; null without
 * @param columns keys of the chosen columns in their order; empty for the user's own choice
 * @param page from 1
 * @param size rows of a page; 0 for the user's own choice
 */
public record ListQuery(
        Listing listing,
        View view,
        @Nullable String search,
        List<Filter> filters,
        List<String> columns,
        Sort sort,
        int page,
        int size) {

    public static final List<Integer> SIZES = List.of(25, 50, 100, 200);

    /** The whole list. */
    public static ListQuery all(Listing listing) {
        return new ListQuery(
                listing,
                listing.views().getFirst(),
                null,
                List.of(),
                List.of(),
                listing.sort(),
                1,
                0);
    }

    public ListQuery with(View other) {
        return new ListQuery(listing, other, search, filters, columns, sort, 1, size);
    }

    public ListQuery with(Sort other) {
        return new ListQuery(listing, view, search, filters, columns, other, 1, size);
    }

    public ListQuery with(List<Filter> others) {
        return new ListQuery(listing, view, search, others, columns, sort, 1, size);
    }

    public ListQuery and(Filter further) {
        return with(Stream.concat(filters.stream(), Stream.of(further)).toList());
    }

    public ListQuery without(int filter) {
        var others = new ArrayList<>(filters);
        others.remove(filter);
        return with(List.copyOf(others));
    }

    /** Neither filters nor quick search. */
    public ListQuery clear() {
        return new ListQuery(listing, view, null, List.of(), columns, sort, 1, size);
    }

    public ListQuery at(int other) {
        return new ListQuery(listing, view, search, filters, columns, sort, other, size);
    }

    public ListQuery showing(List<String> others, int rows) {
        return new ListQuery(listing, view, search, filters, others, sort, page, rows);
    }

    /** Whether rows are left out that the view alone would show. */
    public boolean isRestricted() {
        return search != null || filters.stream().anyMatch(it -> !it.isAll());
    }

    /** The restriction in words, for the head of an export; empty without one. */
    public String words() {
        return Stream.of(
                        Stream.of(view)
                                .filter(it -> !it.equals(listing.views().getFirst()))
                                .map(View::label),
                        Stream.ofNullable(search).map("search for “%s”"::formatted),
                        filters.stream().filter(it -> !it.isAll()).map(Filter::toString))
                .flatMap(it -> it)
                .collect(Collectors.joining(", and "));
    }

    /** Path and parameters within the application, encoded. */
    public String address() {
        return UriComponentsBuilder.fromPath(listing.path())
                .queryParams(encoded())
                .build(true)
                .toUriString();
    }

    /** The parameters alone, encoded; what a saved view keeps. */
    public String parameters() {
        var query =
                UriComponentsBuilder.newInstance().queryParams(encoded()).build(true).getQuery();
        return query == null ? "" : query;
    }

    /** Parameters in the order of the address, not encoded. */
    public MultiValueMap<String, String> asked() {
        var asked = new LinkedMultiValueMap<String, String>();
        if (!view.equals(listing.views().getFirst())) asked.add("view", view.key());
        if (search != null) asked.add("q", search);
        for (var it : filters) {
            asked.add("by", it.column().key());
            asked.add("op", it.operator().key());
            asked.add("value", it.value());
        }
        for (var it : columns) asked.add("show", it);
        if (!sort.equals(listing.sort())) asked.add("sort", sort.key());
        if (page > 1) asked.add("page", String.valueOf(page));
        if (size > 0) asked.add("size", String.valueOf(size));
        return asked;
    }

    private MultiValueMap<String, String> encoded() {
        var encoded = new LinkedMultiValueMap<String, String>();
        asked().forEach((name, values) ->
                values.forEach(
                        it -> encoded.add(name, URLEncoder.encode(it, StandardCharsets.UTF_8))));
        return encoded;
    }
}
