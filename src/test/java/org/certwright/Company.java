package org.certwright;

import java.net.IDN;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.certwright.dashboard.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a company with shops in several cities has after some months: bots, servers, certificates.
 */
@Component
class Company {

    private static final List<String> CITIES =
            List.of("vienna", "graz", "linz", "dublin", "zurich", "oslo", "lisbon", "madrid");
    private static final List<String> SERVICES =
            List.of("shop", "checkout", "api", "intranet", "mail", "vpn", "wiki", "status", "pay");
    private static final List<String> STAGES = List.of("", "staging.", "test.");
    private static final List<String> ISSUERS =
            List.of("Certwright Issuing CA", "Example Public CA G2", "Example Public CA R5");

    private static final TestCa CA = new TestCa();

    private final Rows rows;
    private final JdbcClient database;

    Company(Rows rows, JdbcClient database) {
        this.rows = rows;
        this.database = database;
    }

    void clear() {
        rows.clear();
        database.sql("delete from local_certificate").update();
        database.sql("delete from saved_view").update();
        database.sql("delete from list_preference").update();
        database.sql("truncate bulk_run cascade").update();
        database.sql("delete from bot_tag").update();
        database.sql("delete from tag").update();
        database.sql("update bot set group_id = null").update();
        database.sql("delete from bot_group").update();
        database.sql("update bot set created_at = '2025-10-01T08:00:00Z'").update();
    }

    /** Moments are chosen to lie on either side of a midnight in Vienna. */
    void bots() {
        for (var it : List.of("Branches", "Data centres"))
            database.sql(
                            "insert into bot_group (name, created_at, created_by) values (?, now(), 'maria')")
                    .param(it)
                    .update();
        bot("vienna-dmz", "Vienna, data centre, DMZ", "PROVISIONING", "2025-11-03T09:12:00Z");
        bot(
                "vienna-core",
                "Vienna, data centre",
                "DISCOVERY_AND_PROVISIONING",
                "2025-11-03T09:40:00Z");
        bot("graz-branch", "Graz, Herrengasse", "PROVISIONING", "2026-01-15T22:50:00Z");
        bot("linz-branch", "Linz, Landstraße", "PROVISIONING", "2025-11-20T13:05:00Z");
        bot(
                "dublin-dmz",
                "Dublin, Grand Canal Quay",
                "DISCOVERY_AND_PROVISIONING",
                "2026-01-15T23:10:00Z");
        bot("madrid-branch", "Madrid, Calle de Alcalá", "PROVISIONING", "2026-06-02T07:30:00Z");
        bot("zurich-branch", "Zürich, Bahnhofstrasse", "PROVISIONING", "2026-01-10T10:00:00Z");
        bot("oslo-lab", "Oslo, laboratory", "DISCOVERY", "2025-12-01T08:20:00Z");
        bot("lisbon-branch", "Lisbon, Rua Augusta", "PROVISIONING", "2026-01-20T11:45:00Z");
        bot(
                "porto-branch",
                "Porto, to be installed in spring",
                "PROVISIONING",
                "2026-09-14T12:00:00Z");
        set("linz-branch", "stopped = true");
        set("oslo-lab", "last_contact_at = '2026-01-12T16:00:00Z'");
        set("zurich-branch", "last_contact_at = '2026-01-31T22:59:00Z'");
        set("lisbon-branch", "last_contact_at = '2026-01-31T23:30:00Z'");
        set(
                "porto-branch",
                "last_contact_at = null, first_contact_at = null, software_version = null");
        for (var i = 0; i < CITIES.size(); i++) {
            var city = CITIES.get(i);
            for (var node = 1; node <= 2; node++)
                if (!"madrid".equals(city))
                    server(city, node, "198.51.100." + (10 * i + node), botOf(city));
        }
        heartbeat();
    }

    private void bot(String name, String description, String purpose, String created) {
        var id = rows.bot(name, Duration.ZERO);
        database.sql(
                        """
                        update bot set description = :description, purpose = :purpose,
                          created_at = :created, created_by = 'maria', software_version = '1.0.0',
                          operating_system = 'Linux 6.12.48', ip_address = '192.0.2.' || (10 + :id % 200),
                          group_id = (select id from bot_group
                                      where name = case when :name like '%branch' then 'Branches' else 'Data centres' end)
                        where id = :id
                        """)
                .param("description", description)
                .param("purpose", purpose)
                .param("created", Timestamp.from(Instant.parse(created)))
                .param("name", name)
                .param("id", id)
                .update();
    }

    private void set(String bot, String assignment) {
        database.sql("update bot set %s where name = ?".formatted(assignment)).param(bot).update();
    }

    /** The bots that work have just been heard of. */
    void heartbeat() {
        database.sql(
                        """
                        update bot set last_contact_at = now()
                        where name in ('embedded', 'vienna-dmz', 'vienna-core', 'graz-branch', 'linz-branch',
                          'dublin-dmz', 'madrid-branch')
                        """)
                .update();
    }

    private @Nullable Long botOf(String city) {
        return database.sql("select min(id) from bot where name like ? || '-%'")
                .param(city)
                .query(Long.class)
                .single();
    }

    private void server(String city, int node, String address, @Nullable Long bot) {
        var name = "%s web %d".formatted(capital(city), node);
        var id = rows.server(name, address, bot, "oslo".equals(city) ? "UNREACHABLE" : "ACTIVE");
        rows.set(
                "server",
                id,
                "checked_at = now() - interval '7 minutes', product = 'nginx 1.28.0'");
        database.sql(
                        """
                        insert into server_binding (server_id, binding_id, virtual_host, server_names,
                          ports, configuration_file, line, certificate_file, found_at)
                        values (:id, :host, :host, array[:host], '{443}', '/etc/nginx/conf.d/shop.conf', 14,
                          '/etc/ssl/shop.pem', now())
                        """)
                .param("id", id)
                .param("host", "shop.%s.example.com".formatted(city))
                .update();
    }

    private static String capital(String city) {
        return Character.toUpperCase(city.charAt(0)) + city.substring(1);
    }

    /** As many, each with another name, the first expiring soonest. */
    void certificates(int count) {
        if (count > CITIES.size() * SERVICES.size() * STAGES.size())
            throw new IllegalArgumentException("There are not that many names");
        for (var i = 0; i < count; i++) certificate(i);
    }

    private void certificate(int i) {
        var city = CITIES.get(i % CITIES.size());
        var service = SERVICES.get(i / CITIES.size() % SERVICES.size());
        var round = i / CITIES.size() / SERVICES.size();
        var name = "%s.%s%s.example.com".formatted(service, STAGES.get(round), city);
        var expires = rows.in(Duration.ofDays(3 + i).plusHours(i % 24));
        var id = certificate(name, expires);
        var managed = i % 5 != 0;
        if (managed) rows.managed(id);
        rows.status(
                id,
                status(i, managed),
                i % 31 == 7 ? "The former certificate was still served" : null);
        database.sql(
                        """
                        update certificate set issuer = :issuer, ca_type = :type, organization = 'Example GmbH',
                          signature_algorithm = 'SHA256-ECDSA', key_type = 'EC P-256',
                          bot_id = case when :managed then
                            coalesce((select min(id) from bot where name like :city || '-%'), bot_id) end,
                          -- nothing is due while a test looks on
                          renew_at = case when :managed then greatest(renew_at, now() + interval '1 day' * (1 + :i % 13)) end,
                          last_provisioned_at = case when :managed then not_before + interval '3 hours' end
                        where id = :id
                        """)
                .param("issuer", ISSUERS.get(i % ISSUERS.size()))
                .param("type", i % ISSUERS.size() == 0 ? "PRIVATE" : "PUBLIC")
                .param("managed", managed)
                .param("city", city)
                .param("i", i)
                .param("id", id)
                .update();
        database.sql(
                        """
                        insert into certificate_location (certificate_id, version_id, server_id, binding_id,
                          address, port, found_by, first_seen_at, last_seen_at)
                        select c.id, c.current_version_id, null, c.name, :address, 443, c.bot_id, now(), now()
                        from certificate c where c.id = :id
                        """)
                .param("address", "%s.internal".formatted(city))
                .param("id", id)
                .update();
    }

    /** One that was found, with what can be decoded. */
    long certificate(String name, Duration left) {
        return certificate(name, rows.in(left));
    }

    private long certificate(String name, Instant expires) {
        var id = rows.certificate(name, expires, name);
        encode(
                id,
                CA.leaf(
                                "EC",
                                expires.minus(Duration.ofDays(90)),
                                expires,
                                IDN.toASCII(name, IDN.ALLOW_UNASSIGNED))
                        .chain());
        return id;
    }

    /**
     * @return the serial number
     */
    String issuedBy(long authority, String name) {
        var leaf = CA.leaf(name).chain().getFirst();
        var serial = leaf.getSerialNumber().toString(16);
        try {
            database.sql(
                            """
                            insert into local_certificate (authority_id, serial, attempt, der, issued_at, expires_at)
                            values (?, ?, gen_random_uuid(), ?, now(), now() + interval '90 days')
                            """)
                    .params(authority, serial, leaf.getEncoded())
                    .update();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
        return serial;
    }

    private void encode(long certificate, List<X509Certificate> chain) {
        try {
            database.sql(
                            "update certificate_version set der = ?, chain = ? where certificate_id = ?")
                    .params(chain.get(0).getEncoded(), chain.get(1).getEncoded(), certificate)
                    .update();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String status(int i, boolean managed) {
        if (!managed) return "DISCOVERED";
        if (i % 31 == 7) return "ROLLED_BACK";
        return i % 17 == 3 ? "ISSUED" : "DEPLOYED";
    }

    /** The latest ones, most of which went well. */
    void deployments() {
        var first = database.sql("select min(id) from certificate").query(Long.class).single();
        rows.order(first, "ISSUED", null);
        database.sql(
                        """
                        insert into deployment (certificate_id, version_id, server_id, server_name,
                          binding_id, virtual_host, placement, wave, rollout, reason, dry_run,
                          needs_approval, in_window, state, failure, ticket, created_at, created_by,
                          started_at, ended_at)
                        select c.id, c.current_version_id, s.id, s.description, c.name, c.name, 'IN_PLACE', 1,
                          gen_random_uuid(), 'Renewal', false, false, true,
                          case c.status when 'ROLLED_BACK' then 'ROLLED_BACK' else 'DEPLOYED' end,
                          case c.status when 'ROLLED_BACK' then '{"code":"PROOF_FAILED","message":"The former certificate was still served"}' end,
                          gen_random_uuid(), at, 'system', at, at + interval '6 seconds'
                        from certificate c
                        join server s on lower(s.description) = reverse(split_part(reverse(c.name), '.', 3)) || ' web 1'
                        cross join lateral (select now() - c.id % 200 * interval '37 minutes' as at) as it
                        where c.status in ('DEPLOYED', 'ROLLED_BACK')
                        """)
                .update();
    }

    /** Who may log in with {@link Browser#PASSWORD}, once Maria has been made. */
    void operator(String username, String name) {
        database.sql(
                        """
                        insert into app_user (username, display_name, password_hash, role, time_zone, created_at)
                        select ?, ?, password_hash, 'OPERATOR', 'Europe/Vienna', now()
                        from app_user where username = 'maria'
                        on conflict (username) do nothing
                        """)
                .params(username, name)
                .update();
    }
}
