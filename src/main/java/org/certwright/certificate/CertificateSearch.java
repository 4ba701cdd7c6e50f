package org.certwright.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.certwright.search.SearchHit;
import org.certwright.search.SearchHit.Match;
import org.certwright.search.SearchSource;
import org.certwright.search.SearchTerm;
import org.certwright.web.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds certificates by name, serial and fingerprint, those of former versions too. */
@Component
class CertificateSearch implements SearchSource {

    /** Each way stops by itself: what fits a common word is not read to its end. */
    private static final String BY_NAME =
            """
            (select id, 0 as match, null::bigint as version from certificate
              where lower(name) collate "C" in (:names) limit :most)
            union all
            (select id, 0, null from certificate where names && cast(array[:names] as text[]) limit :most)
            union all
            (select id, 1, null from certificate
              where lower(name) collate "C" >= :from and lower(name) collate "C" < :to
              order by lower(name) collate "C", id limit :most)
            """;

    private static final String BY_PART =
            """
            union all
            (select id, 2, null from certificate where search_text like :pattern limit :most)
            """;

    private static final String BY_NUMBER =
            """
            union all
            (select certificate_id, case when sha256 = :hex then 0 else 1 end, id
              from certificate_version
              where left(sha256, 16) collate "C" >= left(:hex, 16)
                and left(sha256, 16) collate "C" < left(:hex, 16) || 'g'
                and starts_with(sha256, :hex)
              limit :most)
            union all
            (select certificate_id, 0, id from certificate_version
              where serial collate "C" in (:serials) limit :most)
            union all
            (select certificate_id, 1, id from certificate_version
              where serial collate "C" >= :serial and serial collate "C" < :serial || 'g'
              limit :most)
            """;

    private final JdbcClient database;
    private final Times times;

    CertificateSearch(JdbcClient database, Times times) {
        this.database = database;
        this.times = times;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public String title() {
        return "Certificates";
    }

    @Override
    @Transactional(readOnly = true)
    public List<SearchHit> find(SearchTerm term, int most) {
        // a plan for any text would read the whole inventory for a common word
        database.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
                .query(String.class)
                .single();
        var hex = term.hex();
        var ways = new ArrayList<String>(List.of(BY_NAME));
        if (!term.isShort()) ways.add(BY_PART);
        if (hex.isPresent()) ways.add(BY_NUMBER);
        return database.sql(
                        """
                        with hits as (%s),
                        best as (
                          select distinct on (id) id, match, version from hits
                          order by id, match, version desc nulls last)
                        select c.id, c.name, c.status, c.ignored, c.not_after, c.issuer, best.match,
                          v.number, v.id = c.current_version_id as current, v.serial,
                          (select n from unnest(c.names) as n where n like :pattern
                            order by n not in (:names), n limit 1) as also
                        from best join certificate c on c.id = best.id
                        left join certificate_version v on v.id = best.version
                        order by best.match, lower(c.name) collate "C", c.id limit :most
                        """
                                .formatted(String.join("", ways)))
                .params(values(term, most))
                .query((row, _) -> hit(row, term))
                .list();
    }

    private static Map<String, Object> values(SearchTerm term, int most) {
        var values = new LinkedHashMap<String, Object>();
        values.put("names", term.names());
        values.put("from", term.from());
        values.put("to", term.to());
        values.put("pattern", term.pattern());
        values.put("most", most);
        term.hex()
                .ifPresent(it -> {
                    values.put("hex", it);
                    values.put("serials", term.serials());
                    values.put("serial", term.serials().getFirst());
                });
        return values;
    }

    private SearchHit hit(ResultSet row, SearchTerm term) throws SQLException {
        var status = CertificateStatus.valueOf(row.getString("status"));
        return new SearchHit(
                Match.values()[row.getInt("match")],
                row.getString("name"),
                "/provisioning/certificates/" + row.getLong("id"),
                detail(row, term),
                CertificateHead.badge(status, row.getBoolean("ignored")));
    }

    /** "also shop.example, version 2, serial 0a:3f…c2, expires in 12 days, from Example CA". */
    private @Nullable String detail(ResultSet row, SearchTerm term) throws SQLException {
        var parts = new ArrayList<String>();
        var also = row.getString("also");
        if (also != null && !row.getString("name").toLowerCase(Locale.ROOT).contains(term.folded()))
            parts.add("also " + also);
        if (row.getString("number") != null) {
            parts.add(
                    "version %d%s"
                            .formatted(
                                    row.getInt("number"),
                                    row.getBoolean("current") ? "" : ", not the current one"));
            parts.add("serial " + Hex.brief(Hex.colons(row.getString("serial"))));
        }
        var expires = row.getTimestamp("not_after");
        if (expires != null) parts.add(expiry(expires.toInstant()));
        if (row.getString("issuer") != null) parts.add("from " + row.getString("issuer"));
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private String expiry(Instant at) {
        var words = times.relative(at);
        return words.startsWith("in ") ? "expires " + words : "expired " + words;
    }

    @Override
    public @Nullable String all(SearchTerm term) {
        return term.hex().isPresent() ? null : term.in("/provisioning/certificates");
    }
}
