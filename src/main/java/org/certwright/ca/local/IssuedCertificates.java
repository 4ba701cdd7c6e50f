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
import org.certwright.ca.KnownRevocations;
import org.certwright.ca.RevocationReason;
import org.certwright.pki.DerChain;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table of what was issued. Each call is a transaction of its own, or joins the running one.
 */
@Repository
class IssuedCertificates implements KnownRevocations {

    /** Of a certificate: when it was revoked, and why; both null while it is good. */
    record Status(String serial, @Nullable Instant revokedAt, @Nullable Integer revocationReason) {}

    /** A line of the list of what a CA issued. */
    record Line(X509Certificate certificate, Status status) {
        public String subject() {
            return certificate.getSubjectX500Principal().getName();
        }

        public Instant expires() {
            return certificate.getNotAfter().toInstant();
        }
    }

    private final JdbcClient database;
    private final ApplicationEventPublisher events;
    private final SharedCommits additions;

    IssuedCertificates(
            JdbcClient database,
            JdbcTemplate statements,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        this.database = database;
        this.events = events;
        this.additions =
                new SharedCommits(
                        statements,
                        transaction,
                        """
                        insert into local_certificate
                            (authority_id, serial, attempt, der, issued_at, expires_at)
                        values (?, ?, ?, ?, ?, ?) on conflict (attempt) do nothing
                        """);
    }

    /**
     * @return false when one was issued for this attempt already
     */
    boolean add(long authorityId, UUID attempt, X509Certificate certificate, Instant now) {
        return additions.write(
                        authorityId,
                        serial(certificate),
                        attempt,
                        DerChain.encode(List.of(certificate)),
                        now.atOffset(ZoneOffset.UTC),
                        certificate.getNotAfter().toInstant().atOffset(ZoneOffset.UTC))
                == 1;
    }

    Optional<X509Certificate> find(UUID attempt) {
        return database.sql("select der from local_certificate where attempt = ?")
                .param(attempt)
                .query(byte[].class)
                .optional()
                .map(IssuedCertificates::certificate);
    }

    Optional<X509Certificate> find(long authorityId, String serial) {
        return database.sql(
                        "select der from local_certificate where authority_id = ? and serial = ?")
                .params(authorityId, serial)
                .query(byte[].class)
                .optional()
                .map(IssuedCertificates::certificate);
    }

    Optional<Status> status(long authorityId, String serial) {
        return database.sql(
                        """
                        select serial, revoked_at, revocation_reason from local_certificate
                        where authority_id = ? and serial = ?
                        """)
                .params(authorityId, serial)
                .query(IssuedCertificates::status)
                .optional();
    }

    /** The latest, at most so many. */
    List<Line> latest(long authorityId, int most) {
        return database.sql(
                        """
                        select der, serial, revoked_at, revocation_reason from local_certificate
                        where authority_id = ? order by issued_at desc limit ?
                        """)
                .params(authorityId, most)
                .query((row, at) -> new Line(certificate(row.getBytes("der")), status(row, at)))
                .list();
    }

    Optional<Line> line(long authorityId, String serial) {
        return database.sql(
                        """
                        select der, serial, revoked_at, revocation_reason from local_certificate
                        where authority_id = ? and serial = ?
                        """)
                .params(authorityId, serial)
                .query((row, at) -> new Line(certificate(row.getBytes("der")), status(row, at)))
                .optional();
    }

    long count(long authorityId) {
        return database.sql("select count(*) from local_certificate where authority_id = ?")
                .param(authorityId)
                .query(Long.class)
                .single();
    }

    /** Those a revocation list names: revoked, and not expired for longer than a day. */
    List<Status> revoked(long authorityId, Instant now) {
        return database.sql(
                        """
                        select serial, revoked_at, revocation_reason from local_certificate
                        where authority_id = ? and revoked_at is not null
                            and expires_at > cast(? as timestamptz) - interval '1 day'
                        order by revoked_at, serial
                        """)
                .params(authorityId, now.atOffset(ZoneOffset.UTC))
                .query(IssuedCertificates::status)
                .list();
    }

    /**
     * The next revocation list that is asked for names it.
     *
     * @return false when it was revoked already, or never issued
     */
    @Transactional
    public boolean revoke(long authorityId, String serial, RevocationReason reason, Instant now) {
        var revoked =
                database.sql(
                                """
                                update local_certificate
                                set revoked_at = ?, revocation_reason = ?
                                where authority_id = ? and serial = ? and revoked_at is null
                                returning der
                                """)
                        .params(now.atOffset(ZoneOffset.UTC), reason.code(), authorityId, serial)
                        .query(byte[].class)
                        .optional()
                        .map(IssuedCertificates::certificate);
        if (revoked.isPresent()) outdateList(authorityId);
        revoked.map(CertificateRevoked::new).ifPresent(events::publishEvent);
        return revoked.isPresent();
    }

    /**
     * Waits for a list that is being made, and lets the next one wait for the commit: times alone
     * do not tell whether a list was made without a revocation that began before it.
     */
    private void outdateList(long authorityId) {
        database.sql("update local_authority set crl_made_at = null where id = ?")
                .param(authorityId)
                .update();
    }

    @Override
    public boolean isRevoked(X509Certificate certificate) {
        return database.sql(
                        """
                        select exists (select from local_authority ca
                          join local_certificate it on it.authority_id = ca.id and it.serial = ?
                          where it.der = ? and it.revoked_at is not null)
                        """)
                .params(serial(certificate), DerChain.encode(List.of(certificate)))
                .query(Boolean.class)
                .single();
    }

    static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    private static Status status(ResultSet row, int at) throws SQLException {
        var revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new Status(
                row.getString("serial"),
                revoked == null ? null : revoked.toInstant(),
                revoked == null ? null : row.getInt("revocation_reason"));
    }

    private static X509Certificate certificate(byte[] der) {
        return DerChain.decode(der).getFirst();
    }
}
