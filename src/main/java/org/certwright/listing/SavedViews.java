package org.certwright.listing;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Views that users keep under a name, for themselves or for everybody. */
@Component
class SavedViews {

    private final JdbcClient database;
    private final Clock clock;

    SavedViews(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A user's own, and what others share. */
    List<SavedView> of(String username, Listing listing) {
        return database.sql(
                        """
                        select id, name, shared, parameters, username from saved_view
                        where list = :list and (username = :username or shared)
                        order by lower(name), id
                        """)
                .param("list", listing.key())
                .param("username", username)
                .query((row, _) ->
                        new SavedView(
                                row.getLong("id"),
                                row.getString("name"),
                                row.getBoolean("shared"),
                                known(listing, row.getString("parameters")),
                                row.getString("username"),
                                listing.path(),
                                row.getString("username").equals(username)))
                .list();
    }

    /** Without columns that the list no longer has; a filter it no longer has is told. */
    private static String known(Listing listing, String parameters) {
        return Stream.of(parameters.split("&"))
                .filter(it -> isKnown(listing, it))
                .collect(Collectors.joining("&"));
    }

    private static boolean isKnown(Listing listing, String parameter) {
        var parts = parameter.split("=|%2C");
        return switch (parts[0]) {
            case "show" -> listing.column(parts[1]).isPresent();
            case "sort" -> listing.column(parts[1]).filter(Column::isSorted).isPresent();
            default -> true;
        };
    }

    /** One of the same name is replaced. */
    void save(String username, ListQuery query, String name, boolean shared) {
        database.sql(
                        """
                        insert into saved_view (username, list, name, shared, parameters, created_at)
                        select username, :list, :name, :shared, :parameters, :now
                        from app_user where username = :username
                        on conflict (username, list, name)
                        do update set shared = excluded.shared, parameters = excluded.parameters
                        """)
                .param("list", query.listing().key())
                .param("name", name)
                .param("shared", shared)
                .param("parameters", query.parameters())
                .param("now", Timestamp.from(clock.instant()))
                .param("username", username)
                .update();
    }

    /**
     * @param any whether it may be somebody else's
     * @return false when there is none that this user may delete
     */
    boolean delete(long id, Listing listing, String username, boolean any) {
        return database.sql(
                                """
                                delete from saved_view
                                where id = :id and list = :list
                                  and (username = :username or (shared and :any))
                                """)
                        .param("id", id)
                        .param("list", listing.key())
                        .param("username", username)
                        .param("any", any)
                        .update()
                > 0;
    }
}
