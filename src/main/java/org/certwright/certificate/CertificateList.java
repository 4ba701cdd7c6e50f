package org.certwright.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.certwright.certificate.CertificateRow.View;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the list: columns instead of entities, two queries for a page, one for the counts. */
@Component
class CertificateList {

    static final int PAGE = 50;

    private final JdbcClient database;
    private final Clock clock;

    CertificateList(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What expires first stands first; what has no version yet stands before it.
     *
     * @param page from 0
     */
    List<CertificateRow> rows(View view, @Nullable String search, int page) {
        var now = clock.instant();
        return database.sql(
                        """
                        with page as (
                          select * from certificate c
                          where %s
                          order by c.not_after nulls first, c.id
                          limit :size offset :offset)
                        select page.*, cardinality(page.names) as name_count,
                          page.common_name = any(page.names) as named,
                          b.name as bot, place.address, place.port, place.places
                        from page
                        left join bot b on b.id = page.bot_id
                        left join lateral (
                          select l.address, l.port, count(*) over () as places
                          from certificate_location l
                          where l.certificate_id = page.id and l.gone_at is null
                          order by l.id limit 1) place on true
                        order by page.not_after nulls first, page.id
                        """
                                .formatted(condition(view, search)))
                .params(params(search))
                .param("size", PAGE)
                .param("offset", (long) page * PAGE)
                .query((row, at) -> row(row, now))
                .list();
    }

    long count(View view, @Nullable String search) {
        return database.sql(
                        """
                        select count(*) from certificate c
                        where %s
                        """
                                .formatted(condition(view, search)))
                .params(params(search))
                .query(Long.class)
                .single();
    }

    /** All views at once. */
    Map<View, Long> counts() {
        var counts = new EnumMap<View, Long>(View.class);
        for (var it : View.values()) counts.put(it, 0L);
        database.sql("select readiness, ignored, count(*) from certificate group by 1, 2")
                .query(row -> {
                    var readiness = row.getString(1);
                    var view =
                            row.getBoolean(2)
                                    ? View.IGNORED
                                    : readiness == null ? null : View.valueOf(readiness);
                    counts.merge(View.ALL, row.getLong(3), Long::sum);
                    if (view != null) counts.merge(view, row.getLong(3), Long::sum);
                });
        return counts;
    }

    private static String condition(View view, @Nullable String search) {
        return search == null
                ? view.condition()
                : view.condition()
                        + """
                         and (c.search_text like :search or c.serial like :search
                           or c.id = any (array(select l.certificate_id from certificate_location l
                             where l.address like :search)))
                        """;
    }

    private static Map<String, String> params(@Nullable String search) {
        return search == null
                ? Map.of()
                : Map.of(
                        "search",
                        "%%%s%%"
                                .formatted(
                                        search.toLowerCase(Locale.ROOT)
                                                .replaceAll("([\\\\%_])", "\\\\$1")));
    }

    private static CertificateRow row(ResultSet row, Instant now) throws SQLException {
        var commonName = row.getString("common_name");
        var further =
                row.getInt("name_count")
                        - (commonName.isEmpty() || row.getBoolean("named") ? 1 : 0);
        var readiness = row.getString("readiness");
        var ignored = row.getBoolean("ignored");
        var address = row.getString("address");
        return new CertificateRow(
                row.getLong("id"),
                row.getString("name"),
                Math.max(0, further),
                CertificateStatus.valueOf(row.getString("status")),
                ignored,
                readiness == null ? null : Readiness.valueOf(readiness),
                row.getString("cause"),
                row.getString("issuer"),
                CertificateRow.validity(
                        instant(row, "not_before"), instant(row, "not_after"), ignored, now),
                row.getString("bot"),
                address == null ? null : location(address, row.getInt("port")),
                Math.max(0, row.getInt("places") - 1));
    }

    private static String location(String address, int port) {
        var host = address.contains(":") ? "[" + address + "]" : address;
        return port == 0 ? host : host + ":" + port;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
