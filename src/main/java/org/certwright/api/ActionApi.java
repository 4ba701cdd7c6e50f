package org.certwright.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.certwright.listing.ListRows;
import org.certwright.listing.Lists;
import org.certwright.listing.RowAction.Done;
import org.certwright.listing.RowActions;
import org.certwright.security.RequiresOperator;
import org.certwright.web.ApiPaths;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Does something with one row. */
@RestController
class ActionApi {

    private static final Pattern ROW = Pattern.compile("(.+)/(\\d{1,18})");

    private final Lists lists;
    private final ListRows rows;
    private final RowActions actions;

    ActionApi(Lists lists, ListRows rows, RowActions actions) {
        this.lists = lists;
        this.rows = rows;
        this.actions = actions;
    }

    /**
     * @param succeeded false when it was done, and did not come out well: a test that failed
     * @param page where a person looks now
     * @param follow the row that shows how it goes on; absent when there is none
     */
    @JsonInclude(Include.NON_NULL)
    record Acted(boolean succeeded, String message, String page, @Nullable String follow) {}

    /**
     * @param told what the action has to be told
     */
    @PostMapping(ApiPaths.ROOT + "/{list}/{id:\\d+}/actions/{action}")
    @RequiresOperator
    Acted perform(
            @PathVariable String list,
            @PathVariable long id,
            @PathVariable String action,
            @RequestBody(required = false) @Nullable Map<String, @Nullable String> told) {
        var listing = lists.get(list);
        var meant = actions.allowed(list, action);
        if (rows.find(listing, id).isEmpty()) throw ListApi.missing(listing, id);
        return acted(actions.perform(meant, id, given(told)));
    }

    /** What is null is not there. */
    static Map<String, String> given(@Nullable Map<String, @Nullable String> told) {
        var given = new LinkedHashMap<String, String>();
        if (told != null)
            told.forEach((name, value) -> {
                if (value != null) given.put(name, value);
            });
        return given;
    }

    private Acted acted(Done done) {
        return new Acted(done.succeeded(), done.message(), done.url(), follow(done.url()));
    }

    private @Nullable String follow(String page) {
        var row = ROW.matcher(page);
        if (!row.matches()) return null;
        return lists.readable().stream()
                .filter(it -> it.path().equals(row.group(1)))
                .map(it -> ApiPaths.row(it.key(), Long.parseLong(row.group(2))))
                .findFirst()
                .orElse(null);
    }
}
