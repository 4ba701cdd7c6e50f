package org.certwright.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.certwright.listing.Column;
import org.certwright.listing.ListQuery;
import org.certwright.listing.ListRows;
import org.certwright.listing.Listing;
import org.certwright.listing.Lists;
import org.certwright.listing.Row;
import org.certwright.security.RequiresAuditor;
import org.certwright.web.ApiPaths;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads the lists. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/{list}")
@RequiresAuditor
class ListApi {

    private final Lists lists;
    private final ListRows rows;
    private final Clock clock;

    ListApi(Lists lists, ListRows rows, Clock clock) {
        this.lists = lists;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * @param total how many match; absent when the rows after one are asked for
     * @param after the last of these rows; absent when a page was asked for, or nothing comes after
     */
    @JsonInclude(Include.NON_NULL)
    record Rows(
            @Nullable Long total,
            @Nullable Integer page,
            int size,
            @Nullable Long after,
            List<Map<String, @Nullable Object>> rows) {}

    @GetMapping
    ResponseEntity<Rows> rows(
            @PathVariable String list, @RequestParam MultiValueMap<String, String> parameters) {
        var listing = lists.get(list);
        var asked = RowsAsked.read(parameters);
        var query = lists.query(listing, asked.query()).at(asked.page());
        return asked.after() == null ? page(query, asked) : after(query, asked, asked.after());
    }

    private ResponseEntity<Rows> page(ListQuery query, RowsAsked asked) {
        var total = rows.count(query);
        var page = json(query, rows.page(query, total, asked.size()));
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, Links.pages(query.listing(), asked, total))
                .body(new Rows(total, asked.page(), asked.size(), null, page));
    }

    /** One row more is read, to know whether there is one. */
    private ResponseEntity<Rows> after(ListQuery query, RowsAsked asked, long id) {
        var read = rows.after(query, id, asked.size() + 1);
        var more = read.size() > asked.size();
        var shown = more ? read.subList(0, asked.size()) : read;
        var last = more ? shown.getLast().id() : null;
        var answer = ResponseEntity.ok();
        if (last != null)
            answer.header(HttpHeaders.LINK, Links.after(query.listing(), asked, last));
        return answer.body(new Rows(null, null, asked.size(), last, json(query, shown)));
    }

    @GetMapping("/{id:\\d+}")
    Map<String, @Nullable Object> row(@PathVariable String list, @PathVariable long id) {
        var listing = lists.get(list);
        return rows.find(listing, id)
                .map(it -> json(listing, listing.columns(), it, clock.instant()))
                .orElseThrow(() -> missing(listing, id));
    }

    static NotFoundException missing(Listing listing, long id) {
        return new NotFoundException("There is no %s %d.".formatted(listing.noun(), id));
    }

    private List<Map<String, @Nullable Object>> json(ListQuery query, List<Row> read) {
        var columns = rows.columns(query);
        var now = clock.instant();
        return read.stream().map(it -> json(query.listing(), columns, it, now)).toList();
    }

    private static Map<String, @Nullable Object> json(
            Listing listing, List<Column> columns, Row row, Instant now) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", row.id());
        json.put("self", ApiPaths.row(listing.key(), row.id()));
        for (var it : columns) json.putIfAbsent(it.key(), it.raw(row, now));
        return json;
    }
}
