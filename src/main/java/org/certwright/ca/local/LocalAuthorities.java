package org.certwright.ca.local;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.certwright.ca.KnownRoots;
import org.certwright.pki.DerChain;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of CAs. Calls join the running transaction. */
@Repository
class LocalAuthorities implements KnownRoots {

    private static final String SELECT =
            """
            select id, name, issuer_id, chain, key_secret, created_at, created_by
            from local_authority
            """;

    private final JdbcClient database;

    LocalAuthorities(JdbcClient database) {
        this.database = database;
    }

    /** Each root before what it issued. */
    List<LocalAuthority> all() {
        return database.sql(SELECT + "order by coalesce(issuer_id, id), id")
                .query(LocalAuthorities::row)
                .list();
    }

    Optional<LocalAuthority> find(long id) {
        return database.sql(SELECT + "where id = ?")
                .param(id)
                .query(LocalAuthorities::row)
                .optional();
    }

    /**
     * @throws NotFoundException when there is none
     */
    LocalAuthority get(long id) {
        return find(id).orElseThrow(
                        () -> new NotFoundException("There is no local CA %d.".formatted(id)));
    }

    @Override
    public List<X509Certificate> roots() {
        return all().stream().map(LocalAuthority::root).distinct().toList();
    }

    boolean isEmpty() {
        return database.sql("select not exists (select from local_authority)")
                .query(Boolean.class)
                .single();
    }

    boolean nameIsTaken(String name) {
        return database.sql(
                        "select exists (select from local_authority where lower(name) = lower(?))")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    LocalAuthority add(
            String name,
            @Nullable Long issuerId,
            List<X509Certificate> chain,
            UUID keySecret,
            Instant at,
            String by) {
        var id =
                database.sql(
                                """
                                insert into local_authority
                                    (name, issuer_id, chain, key_secret, created_at, created_by)
                                values (?, ?, ?, ?, ?, ?) returning id
                                """)
                        .param(name)
                        .param(issuerId)
                        .param(DerChain.encode(chain))
                        .param(keySecret)
                        .param(at.atOffset(ZoneOffset.UTC))
                        .param(by)
                        .query(Long.class)
                        .single();
        return new LocalAuthority(id, name, issuerId, chain, keySecret, at, by);
    }

    private static LocalAuthority row(ResultSet row, int at) throws SQLException {
        var issuer = row.getLong("issuer_id");
        return new LocalAuthority(
                row.getLong("id"),
                row.getString("name"),
                row.wasNull() ? null : issuer,
                DerChain.decode(row.getBytes("chain")),
                row.getObject("key_secret", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"));
    }
}
