package org.certwright.listing;

import java.time.Duration;
import java.util.List;
import org.certwright.audit.Audited;
import org.certwright.audit.Change;
import org.certwright.dashboard.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A few rows in each list there is, among them texts that programs stumble over. */
@Component
class SampleRows {

    static final List<String> ODD =
            List.of(
                    "=1+1",
                    "+1+1",
                    "-1+1",
                    "@SUM(1)",
                    "\t=1+1",
                    "100%_of \\ \"it\"",
                    "<b>o'neil</b> & co",
                    "🔐 שלום",
                    "ÄGIR");

    private final JdbcClient database;
    private final Rows rows;
    private final ApplicationEventPublisher events;

    SampleRows(JdbcClient database, Rows rows, ApplicationEventPublisher events) {
        this.database = database;
        this.rows = rows;
        this.events = events;
    }

    void clear() {
        rows.clear();
        database.sql("delete from bot_group").update();
        database.sql("delete from app_user where username like 'sample-%'").update();
    }

    void make() {
        clear();
        for (var i = 0; i < ODD.size(); i++) {
            var bot = bot(i);
            var server = server(i, bot);
            var certificate = certificate(i, bot);
            order(i, certificate);
            deployment(i, certificate, server);
            smimeUser(i);
            user(i);
            events.publishEvent(
                    new Happened(
                            i % 2 == 0 ? "Created" : "Changed",
                            ODD.get(i),
                            i % 3 == 0 ? "maria" : "Olga",
                            i % 2 == 0 ? null : "line " + i));
        }
        tag("server");
        tag("bot");
        tag("certificate");
    }

    private long bot(int i) {
        var bot = rows.bot("bot %d, %s".formatted(i, ODD.get(i).strip()), Duration.ofDays(i));
        database.sql(
                        """
                        with its as (
                          insert into bot_group (name, created_at, created_by)
                          values (:group, now(), 'test')
                          on conflict (lower(name)) do update set name = excluded.name returning id)
                        update bot set description = :odd, software_version = :version,
                          stopped = :stopped, operating_system = 'Linux', created_by = :odd,
                          created_at = now() - :i * interval '37 hours', group_id = its.id,
                          purpose = case :i %% 2 when 0 then 'DISCOVERY' else purpose end,
                          token_hash = sha256(:odd::bytea), token_hint = 'x-_' || :i,
                          token_created_at = now()
                        from its where bot.id = :id
                        """
                                .replace("%%", "%"))
                .param("group", "group " + i % 3)
                .param("odd", ODD.get(i).replace("\\", "/")) // no escape of a bytea
                .param("version", "1.%d.0".formatted(i))
                .param("stopped", i % 4 == 0)
                .param("i", i)
                .param("id", bot)
                .update();
        return bot;
    }

    private long server(int i, long bot) {
        var server =
                rows.server(
                        ODD.get(i),
                        "198.51.100." + i,
                        i % 3 == 0 ? null : bot,
                        List.of("ACTIVE", "UNREACHABLE", "UNVERIFIED").get(i % 3));
        rows.set(
                "server",
                server,
                """
                checked_at = now() - interval '%1$d days', product_version = '1.2%1$d',
                service_name = 'nginx-%1$d', created_at = now() - interval '%1$d hours'
                """
                        .formatted(i));
        return server;
    }

    private long certificate(int i, long bot) {
        var certificate =
                rows.certificate(
                        "www%d.example.com".formatted(i), Duration.ofDays(7 * i - 9).plusHours(1));
        database.sql(
                        """
                        update certificate set organization = :odd, bot_id = :bot,
                          discovery_bot_id = :bot, order_id = 'ord-' || :id, batch_name = :odd,
                          scan_address = '192.0.2.' || :i, scan_port = 440 + :i,
                          key_type = 'EC P-256', signature_algorithm = 'SHA256-RSA'
                        where id = :id
                        """)
                .param("odd", ODD.get(i))
                .param("bot", i % 2 == 0 ? null : bot)
                .param("i", i)
                .param("id", certificate)
                .update();
        return certificate;
    }

    private void order(int i, long certificate) {
        var state = List.of("ISSUED", "FAILED", "REFUSED").get(i % 3);
        var order = rows.order(certificate, state, i % 3 == 0 ? null : "the CA's words " + i);
        rows.set(
                "provisioning_order",
                order,
                """
                ca_order_id = 'CA-%1$d', attempts = %1$d, validity_days = 30 * (%1$d + 1),
                ended_at = now() - interval '%1$d days'
                """
                        .formatted(i));
    }

    private void deployment(int i, long certificate, long server) {
        var state = List.of("DEPLOYED", "ROLLED_BACK", "CANCELLED").get(i % 3);
        var failure = i % 3 == 1 ? "{\"message\": \"cause %d\"}".formatted(i) : null;
        var deployment = rows.deployment(certificate, server, state, failure);
        rows.set(
                "deployment",
                deployment,
                """
                started_at = now() - interval '%1$d days', wave = %1$d + 1, dry_run = %1$d %% 2 = 0,
                ended_at = now() - interval '%1$d days' + %1$d * interval '3.3 seconds'
                """
                        .formatted(i));
    }

    private void smimeUser(int i) {
        var user =
                rows.smimeUser(
                        "sample-%d@example.com".formatted(i),
                        List.of("AWAITING_ORDER", "CSR_PENDING", "CERTIFICATE_ISSUED").get(i % 3));
        database.sql(
                        """
                        update smime_user set name = :odd, designation = :odd, ignored = :i = 4,
                          expires_at = now() + :i * interval '31 hours' where id = :id
                        """)
                .param("odd", ODD.get(i))
                .param("i", i)
                .param("id", user)
                .update();
    }

    private void user(int i) {
        database.sql(
                        """
                        insert into app_user (username, display_name, password_hash, role, disabled,
                          time_zone, created_at, last_login_at)
                        values ('sample-' || :i, :odd, case when :i = 2 then null else 'x' end, :role,
                          :i = 3, 'Europe/Vienna', now() - :i * interval '29 hours',
                          case when :i = 2 then null else now() - :i * interval '1 hour' end)
                        """)
                .param("i", i)
                .param("odd", ODD.get(i))
                .param("role", List.of("ADMINISTRATOR", "OPERATOR", "AUDITOR").get(i % 3))
                .update();
    }

    private void tag(String table) {
        database.sql(
                        """
                        insert into tag (key, value) values ('env', 'prod'), ('load', '100%')
                        on conflict do nothing
                        """)
                .update();
        database.sql(
                        """
                        insert into %1$s_tag (%1$s_id, tag_id) select it.id, tag.id from %1$s it, tag
                        where it.id %% 3 = 0 and tag.key = 'env' or it.id %% 2 = 0 and tag.key = 'load'
                        """
                                .formatted(table))
                .update();
    }

    private record Happened(
            String action, String text, @Nullable String actor, @Nullable String details)
            implements Audited {

        @Override
        public String subjectType() {
            return "Sample";
        }

        @Override
        public String subjectId() {
            return "7";
        }

        @Override
        public List<Change> changes() {
            return details == null ? List.of() : List.of(new Change("field", "a", "b"));
        }
    }
}
