package org.certwright.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.certwright.DatabaseTest;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.certificate.CertificateTarget.Place;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.pki.PublicRoots;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lists read from the row of a certificate alone. */
@DatabaseTest
class CertificateColumnsTests {

    private static final Duration DAY = Duration.ofDays(1);

    @Autowired private CertificateFixtures fixtures;
    @Autowired private JdbcClient database;

    @BeforeEach
    void empty() {
        fixtures.clear();
    }

    @Test
    void holdsWhatTheCurrentVersionSays() {
        var leaf = Leaf.named("Www.Example.com", "shop.example.com");
        var id = fixtures.found(leaf);

        assertThat(row(id))
                .containsEntry("name", "Www.Example.com")
                .containsEntry("search_text", "www.example.com shop.example.com")
                .containsEntry("issuer", "Self-signed")
                .containsEntry("organization", "Example GmbH")
                .containsEntry("serial", leaf.certificate().getSerialNumber().toString(16))
                .containsEntry("sha256", X509.sha256(leaf.certificate()))
                .containsEntry("key_type", "ECDSA P-256")
                .containsEntry("signature_algorithm", "SHA256-ECDSA")
                .containsEntry("ca_type", "PRIVATE")
                .containsEntry("deployment_type", "MANUAL")
                .containsEntry("judged_by", Weakness.RULES);
        assertThat(moment(id, "not_before")).isEqualTo(Leaf.NOW);
        assertThat(moment(id, "not_after")).isEqualTo(Leaf.NOW.plus(Duration.ofDays(90)));
    }

    @Test
    void followsAnotherVersion() {
        var first = Leaf.named("www.example.com");
        var id = fixtures.found(first);
        var second =
                Leaf.of(
                        Leaf.NOW,
                        Leaf.NOW.plus(Duration.ofDays(120)),
                        "CN=www.example.com, O=Renamed AG",
                        "www.example.com");
        assertThat(fixtures.found(second)).isEqualTo(id);

        assertThat(row(id))
                .containsEntry("sha256", X509.sha256(second.certificate()))
                .containsEntry("organization", "Renamed AG");
    }

    @Test
    void showsOfNamesWithoutEndWhatAnIndexTakes() {
        var letters = new SecureRandom().ints(6000, 'a', 'z' + 1);
        var endless = letters.mapToObj(Character::toString).collect(Collectors.joining());
        var leaf =
                Leaf.of(
                        Leaf.NOW,
                        Leaf.NOW.plus(DAY),
                        "CN=%1$s, O=%1$s".formatted(endless),
                        "www.example.com",
                        endless);
        var binding = CertificateFixtures.binding("nginx.conf|www|443|0", leaf.certificate());
        fixtures.scanned("web-01", List.of(binding));
        var id = fixtures.certificateOf(leaf);

        assertThat(row(id))
                .containsEntry("name", endless.substring(0, 199) + "…")
                .containsEntry("organization", endless.substring(0, 199) + "…");
        assertThat(String.valueOf(row(id).get("search_text"))).endsWith(" www.example.com");
        fixtures.scanned("web-01", List.of(binding));
        assertThat(fixtures.certificateOf(leaf)).as("found again").isEqualTo(id);
    }

    @Test
    void isCalledByItsFirstAlternativeNameWhereItHasNoCommonName() {
        var id =
                fixtures.found(
                        Leaf.of(Leaf.NOW, Leaf.NOW.plus(DAY), "O=Example", "a.test", "b.test"));
        assertThat(row(id))
                .containsEntry("name", "a.test")
                .containsEntry("search_text", " a.test b.test");
    }

    @Test
    void isOfAPublicCaWhenJavaTrustsItsRoot() {
        var root = new PublicRoots().any();
        fixtures.scanned("web-01", List.of(CertificateFixtures.binding("root", root)));
        assertThat(database.sql("select ca_type from certificate").query(String.class).single())
                .isEqualTo("PUBLIC");
    }

    @Test
    void remembersWhichBotSawItFirstAndWhere() {
        var id = fixtures.found(Leaf.named("www.example.com"));
        fixtures.change(id, it -> it.seen(fixtures.bot(), "203.0.113.9", 8443));

        assertThat(row(id))
                .containsEntry("discovery_bot_id", fixtures.bot())
                .containsEntry("scan_address", CertificateFixtures.ADDRESS)
                .containsEntry("scan_port", 443);
    }

    @Test
    void knowsItsBatch() {
        var id = fixtures.found(Leaf.named("www.example.com"));
        fixtures.change(id, it -> it.inBatch("Renewal of November"));
        assertThat(row(id)).containsEntry("batch_name", "Renewal of November");
    }

    @Test
    void isDeployedAutomaticallyOnceItIsConfiguredWithTargets() {
        var id = fixtures.found(Leaf.named("www.example.com"));
        fixtures.change(id, it -> configure(it, List.of()));
        assertThat(row(id)).containsEntry("deployment_type", "MANUAL");

        var server = fixtures.server("web-01");
        fixtures.change(
                id,
                it -> configure(it, List.of(new Place(server, "b", "www", Placement.IN_PLACE, 1))));
        assertThat(row(id)).containsEntry("deployment_type", "AUTOMATED");
    }

    @Test
    void isVulnerableFromItsExpiryOnOrAlwaysWhenItIsWeak() {
        var sound = fixtures.found(Leaf.named("sound.example.com"));
        var weak = fixtures.found(Leaf.named("weak.example.com"));
        database.sql("update certificate set weaknesses = '{}' where id = ?").param(sound).update();
        var toOrder =
                database.sql(
                                """
                                insert into certificate
                                    (common_name, names, status, status_since, created_at, created_by)
                                values ('', '{}', 'DISCOVERED', now(), now(), 'test') returning id
                                """)
                        .query(Long.class)
                        .single();

        var expiry = Leaf.NOW.plus(Duration.ofDays(90));
        assertThat(vulnerable(expiry.minusSeconds(1))).containsExactly(weak);
        assertThat(vulnerable(expiry)).containsExactly(sound, weak).doesNotContain(toOrder);
    }

    @Test
    void knowsWhichIssuersAndOrganizationsThereAre() {
        fixtures.found(
                Leaf.named("a.test"),
                Leaf.of(Leaf.NOW, Leaf.NOW.plus(DAY), "CN=b.test, O=Other AG", "b.test"),
                Leaf.of(Leaf.NOW, Leaf.NOW.plus(DAY), "CN=c.test", "c.test"));
        assertThat(
                        database.sql("select * from certificate_organizations()")
                                .query(String.class)
                                .list())
                .containsExactly("Example GmbH", "Other AG");
        assertThat(database.sql("select * from certificate_issuers()").query(String.class).list())
                .containsExactly("Self-signed");
    }

    private List<Long> vulnerable(Instant now) {
        return database.sql(
                        "select id from certificate c where c.vulnerable_from <= :now order by id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, at) -> row.getLong(1))
                .list();
    }

    private void configure(Certificate it, List<Place> places) {
        it.configure(
                new CertificateConfiguration(
                        fixtures.connector(),
                        "www.example.com",
                        null,
                        List.of("www.example.com"),
                        KeyAlgorithm.ECDSA_P256,
                        false,
                        null,
                        RenewalPolicy.DEFAULT,
                        null,
                        true),
                fixtures.bot(),
                places,
                Leaf.NOW);
    }

    private Map<String, @Nullable Object> row(long id) {
        return database.sql("select * from certificate where id = ?").param(id).query().singleRow();
    }

    private Instant moment(long id, String column) {
        return database.sql("select " + column + " from certificate where id = ?")
                .param(id)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
