package org.certwright.api;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.certwright.listing.Lists;
import org.certwright.web.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What a program asks of a list: the parameters of the page, and either a page of any size or what
 * comes after a row. A parameter that nobody knows is no small matter: a filter that is misspelt
 * would answer everything.
 *
 * @param query the parameters that the page has too
 * @param page from 1
 * @param after the id of a row; null when a page is asked for
 */
record RowsAsked(MultiValueMap<String, String> query, int page, int size, @Nullable Long after) {

    static final int PAGE = 25;
    static final int LARGEST_PAGE = 200;
    static final int LARGEST_STEP = 1000;

    /** Which rows. */
    private static final Set<String> RESTRICTING = Set.of("view", "q", "by", "op", "value");

    private static final Set<String> PAGING = Set.of("sort", "page", "size", "after");

    /**
     * @throws BadRequestException when it cannot be read
     */
    static RowsAsked read(MultiValueMap<String, String> asked) {
        var known = new TreeSet<>(RESTRICTING);
        known.add("show");
        known.addAll(PAGING);
        requireKnown(asked.keySet(), known);
        var after =
                asked.containsKey("after") ? number(asked, "after", 0, Long.MAX_VALUE, 0) : null;
        if (after != null && (asked.containsKey("page") || asked.containsKey("sort")))
            throw new BadRequestException(
                    "What comes after a row is in the order of the ids; page and sort do not go"
                            + " with it.");
        var largest = after == null ? LARGEST_PAGE : LARGEST_STEP;
        var size = number(asked, "size", 1, largest, after == null ? PAGE : LARGEST_STEP);
        var page = number(asked, "page", 1, Integer.MAX_VALUE, 1);
        var query = new LinkedMultiValueMap<>(asked);
        PAGING.stream().filter(it -> !it.equals("sort")).forEach(query::remove);
        return new RowsAsked(query, (int) page, (int) size, after);
    }

    /**
     * @param parameters of an address, encoded
     * @return what restricts a list, not encoded
     * @throws BadRequestException when there is anything else
     */
    static MultiValueMap<String, String> restricting(String parameters) {
        var decoded = Lists.decoded(parameters);
        requireKnown(decoded.keySet(), RESTRICTING);
        return decoded;
    }

    private static void requireKnown(Collection<String> names, Collection<String> known) {
        for (var it : names)
            if (!known.contains(it))
                throw new BadRequestException(
                        "There is no parameter “%s” here. There are: %s."
                                .formatted(it, String.join(", ", new TreeSet<>(known))));
    }

    private static long number(
            MultiValueMap<String, String> asked, String name, long least, long most, long other) {
        var text = asked.getFirst(name);
        if (text == null || text.isBlank()) return other;
        try {
            var number = Long.parseLong(text.strip());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // told below, as one that is out of bounds is
        }
        throw new BadRequestException(
                most < Integer.MAX_VALUE
                        ? "“%s” is no value for %s: a number from %d to %d is expected."
                                .formatted(text, name, least, most)
                        : "“%s” is no value for %s: a number from %d on is expected."
                                .formatted(text, name, least));
    }
}
