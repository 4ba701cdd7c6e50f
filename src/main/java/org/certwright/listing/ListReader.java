package org.certwright.listing;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.certwright.listing.Lists.Matching;
import org.certwright.listing.Lists.Selection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns a query into SQL. The rows of a page are found first, by their index alone, and only then
 * are their columns read; a page behind the middle is found from the end.
 */
@Component
class ListReader {

    /** So many are sorted sooner than an index is searched for them. */
    private static final long FEW = 20_000;

    private static final int AT_ONCE = 500;

    private final NamedParameterJdbcTemplate database;
    private final NamedParameterJdbcTemplate cursor;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ListReader(JdbcTemplate database, TransactionTemplate transaction, Clock clock) {
        this.database = new NamedParameterJdbcTemplate(database);
        var streaming = new JdbcTemplate(Objects.requireNonNull(database.getDataSource()));
        streaming.setFetchSize(AT_ONCE);
        this.cursor = new NamedParameterJdbcTemplate(streaming);
        this.transaction = transaction;
        this.clock = clock;
    }

    long count(ListQuery query, ZoneId zone) {
        var values = values(zone);
        var count =
                database.queryForObject(
                        "select count(*) from %s where %s"
                                .formatted(query.listing().from(), condition(query, values)),
                        values.bound(),
                        Long.class);
        return count == null ? 0 : count;
    }

    Matching matching(ListQuery query, ZoneId zone) {
        var values = values(zone);
        var listing = query.listing();
        var sql =
                "select %s from %s where %s"
                        .formatted(
                                Matching.sql(listing.id()),
                                listing.from(),
                                condition(query, values));
        return Objects.requireNonNull(database.queryForObject(sql, values.bound(), Matching::of));
    }

    /** All tabs at once. */
    Map<View, Long> counts(Listing listing) {
        var views = listing.views();
        var tally = listing.tally();
        var number = tally == null ? "count(*)" : "sum(number)";
        var sql =
                views.stream()
                                .map(it -> "%s filter (where %s)".formatted(number, it.condition()))
                                .collect(Collectors.joining(", ", "select ", ""))
                        + " from %s where %s"
                                .formatted(
                                        tally == null ? listing.from() : tally, listing.always());
        var counts = new LinkedHashMap<View, Long>();
        database.query(
                sql,
                values(ZoneOffset.UTC).bound(),
                row -> {
                    for (var i = 0; i < views.size(); i++)
                        counts.put(views.get(i), row.getLong(i + 1));
                });
        return counts;
    }

    /**
     * @param total how many match
     * @param columns that are read
     */
    List<Row> page(ListQuery query, List<Column> columns, long total, int size, ZoneId zone) {
        var offset = (long) (query.page() - 1) * size;
        var rows = Math.min(size, total - offset);
        if (rows <= 0) return List.of();
        var fromEnd = offset > total / 2;
        var values = values(zone);
        var listing = query.listing();
        var id = listing.id();
        var sort = sortExpression(query);
        var keys =
                "select %s as id, %s as sort_key from %s where %s"
                        .formatted(id, sort, listing.from(), condition(query, values));
        var sql =
                """
                with keys as materialized (%s order by %s limit %s offset %s)
                select %s from keys join %s on %s = keys.id %s order by %s
                """
                        .formatted(
                                total <= FEW
                                        ? "select id, sort_key from (%s offset 0) matching"
                                                .formatted(keys)
                                        : keys,
                                total <= FEW
                                        ? order("sort_key", "id", query.sort(), fromEnd)
                                        : order(sort, id, query.sort(), fromEnd),
                                values.bind(rows),
                                values.bind(fromEnd ? total - offset - rows : offset),
                                selected(listing, columns),
                                listing.from(),
                                id,
                                listing.joins(),
                                order("keys.sort_key", "keys.id", query.sort(), false));
        return database.query(sql, values.bound(), (row, _) -> row(row, listing, columns));
    }

    /**
     * The next ones that match, in the order of their ids, which an index has.
     *
     * @param id they come after this one
     */
    List<Row> after(ListQuery query, List<Column> columns, long id, int size, ZoneId zone) {
        var values = values(zone);
        var listing = query.listing();
        var sql =
                """
                with keys as materialized
                    (select %1$s as id from %2$s where %3$s and %1$s > %4$s order by %1$s limit %5$s)
                select %6$s from keys join %2$s on %1$s = keys.id %7$s order by keys.id
                """
                        .formatted(
                                listing.id(),
                                listing.from(),
                                condition(query, values),
                                values.bind(id),
                                values.bind(size),
                                selected(listing, columns),
                                listing.joins());
        return database.query(sql, values.bound(), (row, _) -> row(row, listing, columns));
    }

    Optional<Row> find(Listing listing, List<Column> columns, long id) {
        var values = values(ZoneOffset.UTC);
        var sql =
                "select %s from %s %s where (%s) and %s = %s"
                        .formatted(
                                selected(listing, columns),
                                listing.from(),
                                listing.joins(),
                                listing.always(),
                                listing.id(),
                                values.bind(id));
        return database.query(sql, values.bound(), (row, _) -> row(row, listing, columns)).stream()
                .findFirst();
    }

    /** All that match, one after the other, however many there are. */
    void stream(ListQuery query, List<Column> columns, ZoneId zone, Consumer<Stream<Row>> reader) {
        var values = values(zone);
        var listing = query.listing();
        var sql =
                "select %s from %s %s where %s order by %s"
                        .formatted(
                                selected(listing, columns),
                                listing.from(),
                                listing.joins(),
                                condition(query, values),
                                order(sortExpression(query), listing.id(), query.sort(), false));
        transaction.executeWithoutResult(_ -> {
            try (var rows =
                    cursor.queryForStream(
                            sql, values.bound(), (row, _) -> row(row, listing, columns))) {
                reader.accept(rows);
            }
        });
    }

    /** What selects id and name of all that match, for a statement that takes them somewhere. */
    Selection selection(ListQuery query, ZoneId zone) {
        var values = values(zone);
        return new Selection(
                named(query.listing(), condition(query, values)), values.bound(), null);
    }

    /** The same of these rows alone. */
    Selection selection(Listing listing, List<Long> ids) {
        var values = new Values(clock.instant(), ZoneOffset.UTC);
        var condition = "%s in (%s)".formatted(listing.id(), values.bind(ids));
        return new Selection(
                named(listing, "(%s) and %s".formatted(listing.always(), condition)),
                values.bound(),
                null);
    }

    private static String named(Listing listing, String condition) {
        return "select %s as id, (%s)::text as name from %s %s where %s"
                .formatted(
                        listing.id(),
                        listing.columns().getFirst().value(),
                        listing.from(),
                        listing.joins(),
                        condition);
    }

    private Values values(ZoneId zone) {
        return new Values(clock.instant(), zone);
    }

    private static String condition(ListQuery query, Values values) {
        var listing = query.listing();
        var search = query.search();
        return Stream.of(
                        Stream.of(listing.always(), query.view().condition()),
                        Stream.ofNullable(search).map(it -> listing.search(it, values)),
                        query.filters().stream().map(it -> it.condition(values)))
                .flatMap(it -> it)
                .filter(it -> !it.equals("true"))
                .map("(%s)"::formatted)
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.joining(" and "), it -> it.isEmpty() ? "true" : it));
    }

    private static String sortExpression(ListQuery query) {
        var sort = query.listing().column(query.sort().column()).map(Column::sort).orElse(null);
        return sort == null ? query.listing().id() : sort;
    }

    /** As an index has it, or the other way round: what is missing comes last or first. */
    private static String order(String key, String id, Sort sort, boolean fromEnd) {
        var way = sort.descending() != fromEnd ? " desc" : " asc";
        return key.equals(id) ? id + way : key + way + ", " + id + way;
    }

    private static String selected(Listing listing, List<Column> columns) {
        var all = new LinkedHashMap<String, String>();
        all.put("id", listing.id());
        all.putAll(listing.reads());
        for (var it : columns) {
            all.put(it.key(), it.value());
            all.putAll(it.further());
        }
        return all.entrySet().stream()
                .map(it -> "%s as \"%s\"".formatted(it.getValue(), it.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static Row row(ResultSet result, Listing listing, List<Column> columns)
            throws SQLException {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var it : listing.reads().keySet()) values.put(it, value(result, it));
        for (var column : columns) {
            values.put(column.key(), value(result, column.key()));
            for (var it : column.further().keySet()) values.put(it, value(result, it));
        }
        return new Row(result.getLong("id"), values);
    }

    private static @Nullable Object value(ResultSet result, String name) throws SQLException {
        return switch (result.getObject(name)) {
            case null -> null;
            case Timestamp it -> it.toInstant();
            case Array it -> Arrays.asList((Object[]) it.getArray());
            case Integer it -> it.longValue();
            case Short it -> it.longValue();
            case Long it -> it;
            case Boolean it -> it;
            case Object it -> it.toString();
        };
    }
}
