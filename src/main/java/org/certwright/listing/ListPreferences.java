package org.certwright.listing;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How each user wants to see each list: columns in his order, rows of a page. */
@Component
class ListPreferences {

    private final JdbcClient database;

    ListPreferences(JdbcClient database) {
        this.database = database;
    }

    /** What was chosen, without columns the list no longer has; else as the list begins. */
    Preference of(String username, Listing listing) {
        return database.sql(
                        "select columns, size from list_preference where username = ? and list = ?")
                .params(username, listing.key())
                .query((row, _) ->
                        new Preference(known(listing, row.getArray("columns")), row.getInt("size")))
                .optional()
                .orElseGet(() -> new Preference(List.of(), ListQuery.SIZES.getFirst()));
    }

    /** An empty choice goes back to how the list begins. */
    void chooseColumns(String username, Listing listing, List<String> columns) {
        save(username, listing, new Preference(columns, of(username, listing).size()));
    }

    void chooseSize(String username, Listing listing, int size) {
        save(username, listing, new Preference(of(username, listing).columns(), size));
    }

    private void save(String username, Listing listing, Preference wanted) {
        database.sql(
                        """
                        insert into list_preference (username, list, columns, size)
                        select username, :list, :columns, :size from app_user where username = :username
                        on conflict (username, list)
                        do update set columns = excluded.columns, size = excluded.size
                        """)
                .param("list", listing.key())
                .param("columns", wanted.columns().toArray(String[]::new))
                .param("size", wanted.size())
                .param("username", username)
                .update();
    }

    private static List<String> known(Listing listing, Array columns) throws SQLException {
        return Arrays.stream((Object[]) columns.getArray())
                .map(Object::toString)
                .filter(it -> listing.column(it).isPresent())
                .toList();
    }

    /**
     * @param columns keys in order; empty for how the list begins
     */
    record Preference(List<String> columns, int size) {}
}
