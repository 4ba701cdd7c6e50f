package org.certwright.bot;

import org.certwright.AuditLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the tests of this package begin with: bots, and what is mapped to them. */
@Component
class BotFixtures {

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    BotFixtures(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** All but the embedded bot, whose settings become what they were. */
    void clear() {
        database.sql("truncate certificate, server cascade").update();
        AuditLog.empty(database, transaction);
        database.sql("delete from bot where kind = 'REMOTE'").update();
        database.sql("update bot set group_id = null, stopped = false").update();
        database.sql("delete from bot_tag").update();
        database.sql("delete from tag").update();
        database.sql("delete from bot_group").update();
    }

    long embedded() {
        return database.sql("select id from bot where kind = 'EMBEDDED'")
                .query(Long.class)
                .single();
    }

    /** A remote one without a token, that was never heard of. */
    long bot(String name) {
        return database.sql(
                        """
                        insert into bot (name, kind, purpose, created_at, created_by)
                        values (?, 'REMOTE', 'DISCOVERY_AND_PROVISIONING', now(), 'test')
                        returning id
                        """)
                .param(name)
                .query(Long.class)
                .single();
    }

    void heardFrom(long bot) {
        database.sql(
                        "update bot set first_contact_at = now(), last_contact_at = now() where id = ?")
                .param(bot)
                .update();
    }

    /** Whose last check passed. */
    long server(String description, long bot) {
        return database.sql(
                        """
                        with password as (
                            insert into secret values (gen_random_uuid(), '') returning id)
                        insert into server (description, address, ssh_port, username,
                          password_secret, sudo, server_type, operating_system, path, ports, bot_id,
                          status, checked_at, last_report, created_at, created_by)
                        select ?, '198.51.100.21', 22, 'deploy', id, 'NONE', 'NGINX', 'LINUX',
                          '/etc/nginx', '{443}', ?, 'ACTIVE', now(), '{}', now(), 'test'
                        from password returning id
                        """)
                .params(description, bot)
                .query(Long.class)
                .single();
    }

    long certificate(String name, long bot) {
        return database.sql(
                        """
                        insert into certificate (common_name, names, status, status_since, bot_id,
                          created_at, created_by)
                        values (?, '{}', 'DISCOVERED', now(), ?, now(), 'test') returning id
                        """)
                .params(name, bot)
                .query(Long.class)
                .single();
    }

    /** One that is proved. */
    void deployment(long certificate, long server) {
        database.sql(
                        """
                        with version as (
                            insert into certificate_version (certificate_id, number, sha256, serial,
                              common_name, names, subject, issuer, not_before, not_after,
                              key_algorithm, signature_algorithm, der, chain, source, created_at)
                            values (:certificate, 7, 'of a test', '1', '', '{}', '', '', now(),
                              now(), '', '', '', '', 'ORDER', now())
                            returning id)
                        insert into deployment (certificate_id, version_id, server_id, server_name,
                          binding_id, virtual_host, placement, wave, rollout, reason, dry_run,
                          needs_approval, in_window, state, ticket, created_at, created_by,
                          started_at)
                        select :certificate, id, :server, 'as it was called', '', '', 'IN_PLACE', 1,
                          gen_random_uuid(), '', false, false, false, 'DEPLOYED',
                          gen_random_uuid(), now(), 'test', now() from version
                        """)
                .param("certificate", certificate)
                .param("server", server)
                .update();
    }
}
