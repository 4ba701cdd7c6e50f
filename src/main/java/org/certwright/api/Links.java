package org.certwright.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.certwright.listing.Listing;
import org.certwright.web.ApiPaths;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Where the other rows of a list are, as a header (RFC 8288). */
final class Links {

    private Links() {}

    static String[] pages(Listing listing, RowsAsked asked, long total) {
        var last =
                (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.ceilDiv(total, asked.size())));
        var links = new ArrayList<String>();
        links.add(page(listing, asked, 1, "first"));
        if (asked.page() > 1)
            links.add(page(listing, asked, Math.min(asked.page() - 1, last), "prev"));
        if (asked.page() < last) links.add(page(listing, asked, asked.page() + 1, "next"));
        links.add(page(listing, asked, last, "last"));
        return links.toArray(String[]::new);
    }

    static String after(Listing listing, RowsAsked asked, long id) {
        return link(listing, asked, "after", id, "next");
    }

    private static String page(Listing listing, RowsAsked asked, int page, String relation) {
        return link(listing, asked, "page", page, relation);
    }

    private static String link(
            Listing listing, RowsAsked asked, String name, long value, String relation) {
        var parameters = encoded(asked.query());
        parameters.put(name, List.of(String.valueOf(value)));
        parameters.put("size", List.of(String.valueOf(asked.size())));
        var address =
                UriComponentsBuilder.fromPath(ApiPaths.list(listing.key()))
                        .queryParams(parameters)
                        .build(true)
                        .toUriString();
        return "<%s>; rel=\"%s\"".formatted(address, relation);
    }

    private static MultiValueMap<String, String> encoded(MultiValueMap<String, String> asked) {
        var encoded = new LinkedMultiValueMap<String, String>();
        asked.forEach((name, values) ->
                values.forEach(
                        it -> encoded.add(name, UriUtils.encode(it, StandardCharsets.UTF_8))));
        return encoded;
    }
}
