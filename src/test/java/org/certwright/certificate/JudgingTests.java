package org.certwright.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.AbstractStringAssert;
import org.certwright.DatabaseTest;
import org.certwright.TestCa;
import org.certwright.ca.KnownRevocations;
import org.certwright.ca.KnownRevocations.CertificateRevoked;
import org.certwright.ca.KnownRoots;
import org.certwright.ca.KnownRoots.RootsAdded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** When certificates are judged, beside a CA whose roots and revocations a test decides. */
@DatabaseTest
@Import(JudgingTests.Ca.class)
@WithMockUser(username = "olga", roles = "OPERATOR")
class JudgingTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TestCa CA = new TestCa();

    @Autowired private CertificateFixtures fixtures;
    @Autowired private Inventory inventory;
    @Autowired private Configuring configuring;
    @Autowired private JudgingRound round;
    @Autowired private Ca ca;
    @Autowired private ApplicationEventPublisher events;
    @Autowired private TransactionTemplate transaction;
    @Autowired private JdbcClient database;
    @Autowired private MockMvcTester pages;

    @BeforeEach
    void begin() {
        fixtures.clear();
        ca.known.clear();
        ca.revoked.clear();
        ca.known.add(CA.root());
    }

    @Test
    void findsNothingInASoundCertificateAndSaysNothingOnItsPage() {
        var id = found(CA.leaf("www.example.com").chain());
        assertThat(weaknesses(id)).isEmpty();
        page(id).doesNotContain("Vulnerable");
    }

    @Test
    void saysOnThePageWhatIsWrongWhyAndWhatHelps() {
        var id =
                fixtures.found(
                        Leaf.of(
                                Leaf.NOW.minus(Duration.ofDays(9000)),
                                Leaf.NOW.minus(Duration.ofDays(8000)),
                                "CN=old.example.com",
                                "old.example.com"));
        assertThat(weaknesses(id)).containsExactly("UNTRUSTED_CHAIN");
        page(id).contains("Vulnerable", "Expired", "Its validity has ended", "delete or ignore it")
                .contains("Untrusted chain", "It is self-signed", "import that as a local CA");
    }

    @Test
    void findsTheSharedKeyInBothAndInNeitherOnceOneIsRenewed() {
        var chain = CA.leaf("a.example.com").chain();
        var a = found(chain);
        var b = found(sameKey(chain, "b.example.com"));

        assertThat(weaknesses(b)).containsExactly("SHARED_KEY");
        soon(a, "SHARED_KEY");
        page(a).contains("Its key is also that of b.example.com.");

        renew(b, CA.leaf("b.example.com").chain());

        assertThat(weaknesses(b)).isEmpty();
        soon(a);
    }

    @Test
    void findsTheSharedKeyNoLongerOnceTheOtherIsDeleted() {
        var chain = CA.leaf("a.example.com").chain();
        var a = found(chain);
        var b = found(sameKey(chain, "b.example.com"));
        var c = found(sameKey(chain, "c.example.com"));
        soon(a, "SHARED_KEY");

        configuring.delete(a);
        assertThat(weaknesses(b)).containsExactly("SHARED_KEY");

        configuring.delete(b);
        soon(c);
    }

    @Test
    void findsARevocationAtOnceAndForgetsItWithTheNextVersion() {
        var chain = CA.leaf("www.example.com").chain();
        var id = found(chain);

        ca.revoked.add(chain.getFirst());
        transaction.executeWithoutResult(
                _ -> events.publishEvent(new CertificateRevoked(chain.getFirst())));
        assertThat(weaknesses(id)).containsExactly("REVOKED");

        renew(id, CA.leaf("www.example.com").chain());
        assertThat(weaknesses(id)).isEmpty();
    }

    @Test
    void trustsAChainOnceItsRootIsKnown() {
        ca.known.clear();
        var id = found(CA.leaf("www.example.com").chain());
        var other = fixtures.found(Leaf.named("self-signed.example.com"));
        assertThat(weaknesses(id)).containsExactly("UNTRUSTED_CHAIN");

        ca.known.add(CA.root());
        transaction.executeWithoutResult(_ -> events.publishEvent(new RootsAdded()));

        soon(id);
        assertThat(weaknesses(other)).containsExactly("UNTRUSTED_CHAIN");
    }

    @Test
    void judgesAgainWhatOlderRulesHaveJudged() {
        var ids =
                List.of(
                        fixtures.found(Leaf.named("a.example.com")),
                        found(CA.leaf("b.example.com").chain()));
        database.sql(
                        """
                        update certificate set judged_by = 0, ca_type = null, key_sha256 = null,
                            weaknesses = '{OF_AN_OLDER_PROGRAM}', issuer = null
                        """)
                .update();

        round.outdated();

        assertThat(weaknesses(ids.getFirst())).containsExactly("UNTRUSTED_CHAIN");
        assertThat(weaknesses(ids.getLast())).isEmpty();
        assertThat(
                        database.sql(
                                        """
                                        select count(*) from certificate where judged_by = ?
                                        and ca_type = 'PRIVATE' and key_sha256 is not null
                                            and issuer is not null
                                        """)
                                .param(Weakness.RULES)
                                .query(Long.class)
                                .single())
                .isEqualTo(2);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void judgesTheOthersWhereOneCannotBeRead(CapturedOutput log) {
        var broken = found(CA.leaf("a.example.com").chain());
        var other = fixtures.found(Leaf.named("b.example.com"));
        database.sql(
                        "update certificate_version set der = 'no certificate' where certificate_id = ?")
                .param(broken)
                .update();
        database.sql("update certificate set judged_by = 0, weaknesses = '{OF_AN_OLDER_PROGRAM}'")
                .update();

        round.outdated();

        assertThat(log)
                .contains("Certificate %d cannot be judged".formatted(broken))
                .contains(" 1 certificates were judged again");
        assertThat(weaknesses(broken)).containsExactly("OF_AN_OLDER_PROGRAM");
        assertThat(weaknesses(other)).containsExactly("UNTRUSTED_CHAIN");
    }

    @Test
    void findsInItsRoundWhatSharesAKeyWithoutSayingSo() {
        var chain = CA.leaf("a.example.com").chain();
        var a = found(chain);
        var b = found(sameKey(chain, "b.example.com"));
        soon(a, "SHARED_KEY");
        database.sql("update certificate set weaknesses = '{}'").update();

        round.outdated();

        assertThat(weaknesses(a)).containsExactly("SHARED_KEY");
        assertThat(weaknesses(b)).containsExactly("SHARED_KEY");
    }

    private long found(List<X509Certificate> chain) {
        return fixtures.found(chain);
    }

    private static List<X509Certificate> sameKey(List<X509Certificate> chain, String name) {
        return CA.issue(chain.getFirst().getPublicKey(), name);
    }

    private void renew(long id, List<X509Certificate> chain) {
        fixtures.change(id, it -> it.initiated(Leaf.NOW));
        inventory.addIssuedVersion(id, chain, null, Leaf.NOW);
    }

    private void soon(long id, String... expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(weaknesses(id)).containsExactly(expected));
    }

    private List<String> weaknesses(long id) {
        return database.sql("select unnest(weaknesses) from certificate where id = ?")
                .param(id)
                .query((row, at) -> row.getString(1))
                .list();
    }

    private AbstractStringAssert<?> page(long id) {
        return assertThat(pages.get().uri("/provisioning/certificates/" + id))
                .hasStatusOk()
                .bodyText();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Ca {

        final Set<X509Certificate> known = ConcurrentHashMap.newKeySet();
        final Set<X509Certificate> revoked = ConcurrentHashMap.newKeySet();

        @Bean
        KnownRoots knownToTheTest() {
            return () -> new ArrayList<>(known);
        }

        @Bean
        KnownRevocations revokedByTheTest() {
            return revoked::contains;
        }
    }
}
