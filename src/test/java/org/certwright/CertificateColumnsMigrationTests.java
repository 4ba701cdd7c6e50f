package org.certwright;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that was in use before certificates had the columns of their list. */
class CertificateColumnsMigrationTests {

    private DriverManagerDataSource source;
    private JdbcClient database;

    @BeforeEach
    void before() throws SQLException {
        var details = new TestDatabase().ownDatabase();
        source =
                new DriverManagerDataSource(
                        details.getJdbcUrl(),
                        Objects.requireNonNull(details.getUsername()),
                        Objects.requireNonNull(details.getPassword()));
        database = JdbcClient.create(source);
        migrate("202611241700");
    }

    @Test
    void fillsTheRowsThatAreThere() {
        var id = certificate("Www.Example.com", "{www.example.com,shop.example.com}");
        version(id, "CN=Www.Example.com", "CN=Issuing CA\\, Vienna,O=Example GmbH,C=AT");
        location(id, "Web-02.internal", "2026-02-01");
        location(id, "Web-01.internal", "2026-01-01");
        order(id, "4711");
        order(id, "4712");
        order(id, null);

        migrate("latest");

        assertThat(row(id))
                .containsEntry("name", "Www.Example.com")
                .containsEntry("search_text", "www.example.com shop.example.com")
                .containsEntry("issuer", "Issuing CA, Vienna")
                .containsEntry("serial", "a1")
                .containsEntry("sha256", "f" + id)
                .containsEntry("key_type", "RSA 2048")
                .containsEntry("signature_algorithm", "SHA256-RSA")
                .containsEntry("order_id", "4712")
                .containsEntry("scan_address", "web-01.internal")
                .containsEntry("scan_port", 443)
                .containsEntry("judged_by", 0);
        assertThat(
                        database.sql(
                                        """
                                        select c.not_before = v.not_before and c.not_after = v.not_after
                                            and c.vulnerable_from = v.not_after
                                            and c.discovery_bot_id = (select id from bot)
                                        from certificate c
                                        join certificate_version v on v.id = c.current_version_id
                                        """)
                                .query(Boolean.class)
                                .single())
                .isTrue();
        assertThat(
                        database.sql("select address from certificate_location order by id")
                                .query(String.class)
                                .list())
                .containsExactly("web-02.internal", "web-01.internal");
    }

    @Test
    void callsIssuersAsTheProgramDoes() {
        var self = certificate("a", "{}");
        version(self, "CN=a", "CN=a");
        var byOrganization = certificate("b", "{}");
        version(byOrganization, "CN=b", "OU=Web,O=Example GmbH");
        var byNeither = certificate("c", "{}");
        version(byNeither, "CN=c", "OU=Web");
        var notYet = certificate("d", "{}");

        migrate("latest");

        assertThat(row(self)).containsEntry("issuer", "Self-signed");
        assertThat(row(byOrganization)).containsEntry("issuer", "Example GmbH");
        assertThat(row(byNeither)).containsEntry("issuer", "OU=Web");
        assertThat(row(notYet)).containsEntry("issuer", null).containsEntry("not_after", null);
    }

    private void migrate(String target) {
        Flyway.configure().dataSource(source).target(target).load().migrate();
    }

    private long certificate(String commonName, String names) {
        return database.sql(
                        """
                        insert into certificate
                            (common_name, names, status, status_since, created_at, created_by)
                        values (?, cast(? as text[]), 'DISCOVERED', now(), now(), 'test') returning id
                        """)
                .params(commonName, names)
                .query(Long.class)
                .single();
    }

    private void version(long certificate, String subject, String issuer) {
        database.sql(
                        """
                        with version as (
                          insert into certificate_version (certificate_id, number, sha256, serial,
                            common_name, names, subject, issuer, not_before, not_after,
                            key_algorithm, signature_algorithm, der, chain, source, created_at)
                          values (:id, 1, 'f' || :id, 'a1', 'x', '{}', :subject, :issuer,
                            now() - interval '1 day', now() + interval '1 day',
                            'RSA 2048', 'SHA256withRSA', '', '', 'UPLOAD', now()) returning id)
                        update certificate set current_version_id = version.id from version
                        where certificate.id = :id
                        """)
                .param("id", certificate)
                .param("subject", subject)
                .param("issuer", issuer)
                .update();
    }

    private void location(long certificate, String address, String day) {
        database.sql(
                        """
                        insert into certificate_location (certificate_id, version_id, address, port,
                          found_by, first_seen_at, last_seen_at)
                        select ?, current_version_id, ?, 443, (select id from bot),
                          cast(? as timestamptz), now() from certificate where id = ?
                        """)
                .params(certificate, address, day, certificate)
                .update();
    }

    private void order(long certificate, @Nullable String caOrderId) {
        database.sql(
                        """
                        insert into provisioning_order (certificate_id, connector_name, attempt,
                          reason, state, ca_order_id, ticket, created_at, created_by)
                        values (?, 'CA', gen_random_uuid(), 'Renewal', 'FAILED', ?,
                          gen_random_uuid(), now(), 'test')
                        """)
                .param(certificate)
                .param(caOrderId)
                .update();
    }

    private Map<String, @Nullable Object> row(long id) {
        return database.sql("select * from certificate where id = ?").param(id).query().singleRow();
    }
}
