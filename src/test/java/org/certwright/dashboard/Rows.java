package org.certwright.dashboard;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.certwright.AuditLog;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows of all features, as the dashboard and the search read them. */
@Component
public class Rows {

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Rows(JdbcClient database, TransactionTemplate transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    public void clear() {
        database.sql("truncate certificate, server, smime_user cascade").update();
        AuditLog.empty(database, transaction);
        database.sql("delete from bot where kind = 'REMOTE'").update();
        database.sql("update bot set stopped = false").update();
    }

    public Instant in(Duration time) {
        return clock.instant().plus(time);
    }

    /** One that was discovered and is not configured. */
    public long certificate(String name, Instant expires, String... names) {
        var id =
                database.sql(
                                """
                                insert into certificate (common_name, names, status, status_since,
                                  not_before, not_after, ca_type, issuer, created_at, created_by)
                                values (?, ?, 'DISCOVERED', now(), ?, ?, 'PUBLIC', 'Example CA', now(),
                                  'test')
                                returning id
                                """)
                        .params(
                                name,
                                names.length == 0 ? new String[] {name} : names,
                                Timestamp.from(expires.minus(Duration.ofDays(90))),
                                Timestamp.from(expires))
                        .query(Long.class)
                        .single();
        version(id, 1, "%064x".formatted(id), Long.toHexString(id));
        return id;
    }

    public long certificate(String name, Duration left) {
        return certificate(name, in(left));
    }

    /** The latest is the current one. */
    public void version(long certificate, int number, String sha256, String serial) {
        database.sql(
                        """
                        with version as (
                          insert into certificate_version (certificate_id, number, sha256, serial,
                            common_name, names, subject, issuer, not_before, not_after, key_algorithm,
                            signature_algorithm, der, chain, source, created_at)
                          select id, :number, :sha256, :serial, common_name, names, 'CN=a', 'CN=b',
                            not_before, not_after, 'RSA 2048', 'SHA256-RSA', '', '', 'UPLOAD', now()
                          from certificate where id = :id returning id)
                        update certificate set current_version_id = version.id,
                          version_count = :number from version where certificate.id = :id
                        """)
                .param("number", number)
                .param("sha256", sha256)
                .param("serial", serial)
                .param("id", certificate)
                .update();
    }

    /** With a bot, a connector and a target; a third of the lifetime before it expires. */
    public void managed(long certificate) {
        database.sql(
                        """
                        update certificate set bot_id = :bot, connector_id = :connector,
                          subject_names = names, key_algorithm = 'RSA_2048', reuse_key = false,
                          automatic = true, renew_fraction = 0.3333, target_count = 1,
                          renew_at = not_after - (not_after - not_before) / 3
                        where id = :id
                        """)
                .param("bot", embedded())
                .param("connector", connector())
                .param("id", certificate)
                .update();
    }

    public void status(long certificate, String status, @Nullable String cause) {
        database.sql("update certificate set status = ?, cause = ? where id = ?")
                .param(1, status)
                .param(2, cause)
                .param(3, certificate)
                .update();
    }

    public void set(String table, long id, String assignment) {
        database.sql("update %s set %s where id = ?".formatted(table, assignment))
                .param(id)
                .update();
    }

    /**
     * @param failure as JSON
     */
    public long deployment(
            long certificate, @Nullable Long server, String state, @Nullable String failure) {
        return database.sql(
                        """
                        insert into deployment (certificate_id, version_id, server_id, server_name,
                          binding_id, virtual_host, placement, wave, rollout, reason, dry_run,
                          needs_approval, in_window, state, failure, ticket, created_at, created_by,
                          started_at)
                        select id, current_version_id, :server, 'web-02', 'b', name, 'IN_PLACE', 1,
                          gen_random_uuid(), 'Renewal', false, false, true, :state, :failure,
                          gen_random_uuid(), now(), 'system', now()
                        from certificate where id = :id returning id
                        """)
                .param("server", server)
                .param("state", state)
                .param("failure", failure)
                .param("id", certificate)
                .query(Long.class)
                .single();
    }

    public long order(long certificate, String state, @Nullable String error) {
        return database.sql(
                        """
                        insert into provisioning_order (certificate_id, connector_id, connector_name,
                          attempt, reason, state, last_error, ticket, created_at, created_by)
                        values (?, ?, 'DigiCert', gen_random_uuid(), 'Renewal', ?, ?,
                          gen_random_uuid(), now(), 'system')
                        returning id
                        """)
                .param(1, certificate)
                .param(2, connector())
                .param(3, state)
                .param(4, error)
                .query(Long.class)
                .single();
    }

    public long bot(String name, Duration silent) {
        return database.sql(
                        """
                        insert into bot (name, kind, purpose, ip_address, created_at, created_by,
                          first_contact_at, last_contact_at)
                        values (?, 'REMOTE', 'PROVISIONING', '192.0.2.77', now(), 'test', now(), ?)
                        returning id
                        """)
                .params(name, Timestamp.from(clock.instant().minus(silent)))
                .query(Long.class)
                .single();
    }

    public long server(String description, String address, @Nullable Long bot, String status) {
        return database.sql(
                        """
                        with password as (
                          insert into secret values (gen_random_uuid(), '') returning id)
                        insert into server (description, address, ssh_port, username, password_secret,
                          sudo, server_type, operating_system, path, ports, bot_id, status, created_at,
                          created_by)
                        select ?, ?, 22, 'deploy', password.id, 'NONE', 'NGINX', 'LINUX',
                          '/etc/nginx', '{443}', ?, ?, now(), 'test' from password
                        returning id
                        """)
                .params(Arrays.asList(description, address, bot, status))
                .query(Long.class)
                .single();
    }

    public long smimeUser(String email, String status) {
        return database.sql(
                        """
                        insert into smime_user (name, email, status, source, created_at, created_by)
                        values ('Ada', ?, ?, 'Manual Import', now(), 'test') returning id
                        """)
                .params(List.of(email, status))
                .query(Long.class)
                .single();
    }

    public long embedded() {
        return database.sql("select id from bot where kind = 'EMBEDDED'")
                .query(Long.class)
                .single();
    }

    private long connector() {
        return database.sql(
                        """
                        insert into connector (name, type, settings, created_at, created_by)
                        values ('Test CA', 'local', '{"name":"Test CA","authority":0}', now(), 'test')
                        on conflict (name) do update set name = excluded.name
                        returning id
                        """)
                .query(Long.class)
                .single();
    }
}
