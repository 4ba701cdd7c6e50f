package org.certwright.listing;

import java.util.List;
import java.util.Optional;
import org.certwright.security.CurrentUser;
import org.springframework.stereotype.Service;

/**
 * The rows of lists for programs. What a user chose for his pages does not count here: the same
 * address answers the same columns to everybody.
 */
@Service
public class ListRows {

    private final ListReader reader;
    private final CurrentUser user;

    ListRows(ListReader reader, CurrentUser user) {
        this.reader = reader;
        this.user = user;
    }

    /** Those that are asked for, else those that the list begins with. */
    public List<Column> columns(ListQuery query) {
        var listing = query.listing();
        var keys = query.columns().isEmpty() ? listing.defaultColumns() : query.columns();
        return keys.stream().flatMap(it -> listing.column(it).stream()).toList();
    }

    /** How many rows match. */
    public long count(ListQuery query) {
        return reader.count(query, user.zone());
    }

    /**
     * The rows of one page.
     *
     * @param total how many match
     */
    public List<Row> page(ListQuery query, long total, int size) {
        return reader.page(query, columns(query), total, size, user.zone());
    }

    /**
     * The next rows that match, in the order of their ids. Whoever goes on after the last one of
     * them reads each row that is there all the while exactly once.
     *
     * @param id 0 to begin
     */
    public List<Row> after(ListQuery query, long id, int size) {
        return reader.after(query, columns(query), id, size, user.zone());
    }

    /** One row with all its columns. */
    public Optional<Row> find(Listing listing, long id) {
        return reader.find(listing, listing.columns(), id);
    }
}
