package org.certwright;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A large installation, made of thin air: certificates that are spread as real ones are, on
 * servers, with bots, versions, places, tags, orders and deployments.
 */
final class MillionCertificates {

    private static final Logger log = LoggerFactory.getLogger(MillionCertificates.class);

    private static final List<String> TABLES =
            List.of(
                    "certificate",
                    "certificate_version",
                    "certificate_location",
                    "certificate_tag",
                    "provisioning_order",
                    "deployment",
                    "server",
                    "bot",
                    "tag");

    private final JdbcClient database;

    MillionCertificates(JdbcClient database) {
        this.database = database;
    }

    /** Indexes are made afresh at the end: that takes a tenth of the time. */
    void make(int certificates, int servers, int bots) {
        var indexes =
                database.sql(
                                """
                                select indexname as name, indexdef as definition from pg_indexes
                                where schemaname = 'public' and indexdef not like 'CREATE UNIQUE%'
                                  and tablename in ('certificate', 'certificate_version', 'certificate_location',
                                    'provisioning_order', 'deployment')
                                """)
                        .query((row, _) -> new Index(row.getString(1), row.getString(2)))
                        .list();
        for (var it : indexes) run("drop index " + it.name());
        fill(certificates, servers, bots);
        for (var it : indexes) run(it.definition());
        for (var it : TABLES) run("vacuum (analyze) " + it);
    }

    private void fill(int certificates, int servers, int bots) {
        run(
                """
                insert into bot (name, description, kind, purpose, software_version, operating_system, ip_address,
                  first_contact_at, last_contact_at, created_at, created_by)
                select 'bot-' || i, 'Branch ' || i, 'REMOTE',
                  (array['PROVISIONING', 'DISCOVERY', 'DISCOVERY_AND_PROVISIONING'])[1 + i %% 3], '1.0.0', 'Linux',
                  '10.1.' || i / 250 || '.' || i %% 250, now() - interval '30 days',
                  now() - random() * interval '40 seconds', now() - random() * interval '400 days', 'maria'
                from generate_series(1, %d) i
                """,
                bots);
        run(
                """
                with one as (insert into secret values (gen_random_uuid(), '') returning id)
                insert into server (description, address, ssh_port, username, password_secret, sudo, server_type,
                  operating_system, path, ports, bot_id, status, checked_at, created_at, created_by)
                select 'Server ' || i, '10.2.' || i / 250 || '.' || i %% 250, 22, 'deploy', one.id, 'NONE',
                  (array['NGINX', 'APACHE_HTTP', 'TOMCAT'])[1 + i %% 3], 'LINUX', '/etc/nginx', '{443}',
                  case when i %% 20 = 0 then null else 2 + i %% %d end,
                  (array['ACTIVE', 'ACTIVE', 'ACTIVE', 'UNREACHABLE', 'UNVERIFIED'])[1 + i %% 5],
                  now() - random() * interval '1 day', now() - random() * interval '400 days', 'maria'
                from one, generate_series(1, %d) i
                """,
                bots - 2, servers);
        run(
                """
                insert into connector (name, type, settings, created_at, created_by)
                values ('Benchmark CA', 'local', '{"name":"Benchmark CA","authority":0}', now(), 'maria')
                on conflict do nothing
                """);
        run(
                """
                insert into certificate (common_name, names, organization, status, status_since, ignored, bot_id,
                  discovery_bot_id, connector_id, renew_fraction, target_count, automatic, reuse_key, key_algorithm,
                  subject_common_name, subject_names, issuer, serial, sha256, not_before, not_after, key_type,
                  signature_algorithm, ca_type, weaknesses, judged_by, order_id, batch_name, scan_address, scan_port, renew_at,
                  last_provisioned_at, version_count, created_at, created_by)
                select cn, array[cn, 'www.' || cn],
                  case when r < 0.6 then (array['Example Corp', 'Müller & Co', 'Umbrella', 'Initech'])[1 + i %% 4] end,
                  (array['DEPLOYED', 'DEPLOYED', 'DEPLOYED', 'DEPLOYED', 'DEPLOYED', 'DEPLOYED', 'DISCOVERED',
                    'DISCOVERED', 'DISCOVERED', 'ISSUED'])[1 + i %% 10], now(),
                  i %% 80 = 0, case when i %% 10 < 7 then 2 + i %% %1$d end, 2 + i %% %1$d,
                  case when i %% 10 < 6 then connector.id end, case when i %% 10 < 6 then 0.3333 end,
                  case when i %% 10 < 6 then 1 else 0 end, true, false, 'ECDSA_P256', cn, array[cn],
                  'Issuing CA ' || i %% 40, md5('serial' || i), md5(i::text) || md5('x' || i),
                  now() - (90 - d) * interval '1 day', now() + d * interval '1 day', 'EC P-256',
                  (array['SHA256-RSA', 'SHA384-ECDSA', 'SHA256-ECDSA'])[1 + i %% 3],
                  case when i %% 3 = 0 then 'PUBLIC' else 'PRIVATE' end,
                  case when i %% 50 = 0 then '{WEAK_KEY}'::text[] else '{}' end,
                  1000000, -- by rules to come: nobody judges what is not a certificate
                  case when i %% 2 = 0 then 'ord-' || i end,
                  case when i %% 100 = 0 then 'Batch ' || i / 200 end, '10.2.' || i / 250 %% 250 || '.' || i %% 250,
                  443, case when i %% 10 < 6 then now() + (d - 30) * interval '1 day' end,
                  case when i %% 10 < 6 then now() - random() * interval '60 days' end, 1,
                  now() - random() * interval '400 days', 'maria'
                from (select id from connector where name = 'Benchmark CA') connector, (
                  select i, random() as r, -2 + random() * 92 as d,
                    (array['shop', 'api', 'mail', 'intranet', 'portal', 'git', 'vpn', 'db'])[1 + i %% 8]
                      || i || '.' || (array['example.com', 'example.org', 'corp.internal'])[1 + i %% 3] as cn
                  from generate_series(1, %2$d) i) made
                """,
                bots - 2, certificates);
        run(
                """
                insert into certificate_version (certificate_id, number, sha256, serial, common_name, names, organization,
                  subject, issuer, not_before, not_after, key_algorithm, signature_algorithm, der, chain, source,
                  created_at)
                select id, 1, sha256, serial, common_name, names, organization, 'CN=' || common_name, 'CN=' || issuer,
                  not_before, not_after, 'EC P-256', signature_algorithm, decode(repeat(sha256, 12), 'hex'), '', 'SERVER_SCAN',
                  not_before
                from certificate
                """);
        run(
                """
                update certificate c set current_version_id = v.id
                from certificate_version v where v.certificate_id = c.id
                """);
        run(
                """
                insert into certificate_location (certificate_id, version_id, server_id, binding_id, address, port,
                  found_by, first_seen_at, last_seen_at)
                select id, current_version_id, 1 + id %% %d, id::text, scan_address, 443, discovery_bot_id, not_before,
                  now() from certificate
                """,
                servers);
        run(
                """
                insert into tag (key, value)
                select key, value from unnest(array['env', 'team', 'site']) key, unnest(array['prod', 'test', 'web', 'graz', 'wien']) value
                on conflict do nothing
                """);
        run(
                """
                insert into certificate_tag (certificate_id, tag_id)
                select c.id, t.id from certificate c
                join (select id, row_number() over (order by id) as n, count(*) over () as all_of_them from tag) t
                  on t.n = 1 + c.id %% t.all_of_them
                where c.id %% 3 = 0
                """);
        run(
                """
                insert into provisioning_order (certificate_id, connector_id, connector_name, attempt, reason, state,
                  ca_order_id, ticket, created_at, created_by, ended_at)
                select id, connector_id, 'Benchmark CA', gen_random_uuid(), 'Renewal', 'ISSUED', order_id,
                  gen_random_uuid(), not_before, 'system', not_before from certificate where id %% 5 = 0
                """);
        run(
                """
                insert into deployment (certificate_id, version_id, server_id, server_name, binding_id, virtual_host,
                  placement, wave, rollout, reason, dry_run, needs_approval, in_window, state, ticket, created_at,
                  created_by, started_at, ended_at)
                select id, current_version_id, 1 + id %% %d, 'Server ' || 1 + id %% %d, id::text, common_name, 'IN_PLACE',
                  1, gen_random_uuid(), 'Renewal', false, false, true, 'DEPLOYED', gen_random_uuid(), not_before,
                  'system', not_before, not_before + interval '4 seconds' from certificate where id %% 5 = 0
                """,
                servers, servers);
    }

    private void run(String sql, Object... values) {
        var begun = System.nanoTime();
        var text = values.length == 0 ? sql.replace("%%", "%") : sql.formatted(values);
        database.sql(text).update();
        log.info(
                "{} s: {}",
                (System.nanoTime() - begun) / 1_000_000_000,
                text.strip().lines().findFirst().orElse(""));
    }

    private record Index(String name, String definition) {}
}
