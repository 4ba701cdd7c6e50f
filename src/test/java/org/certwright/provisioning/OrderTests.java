package org.certwright.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.certwright.TestCa;
import org.certwright.TestDatabase;
import org.certwright.bot.BotKind;
import org.certwright.bot.Bots;
import org.certwright.ca.CaException;
import org.certwright.ca.CertificateAuthority;
import org.certwright.ca.CertificateAuthority.Answer.Issued;
import org.certwright.ca.CertificateAuthority.Answer.NeedsValidation;
import org.certwright.ca.CertificateAuthority.Answer.Pending;
import org.certwright.ca.CertificateAuthority.Answer.Refused;
import org.certwright.ca.ConnectorRegistry;
import org.certwright.ca.ConnectorSettings;
import org.certwright.ca.ConnectorType;
import org.certwright.certificate.CertificateConfiguration;
import org.certwright.certificate.CertificateKeys;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.RenewalPolicy;
import org.certwright.pki.KeyAlgorithm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Orders at a CA that answers as a test says. */
@SpringBootTest(properties = "certwright.renewal.interval=PT10H")
@Import({TestDatabase.class, OrderTests.Scripting.class})
@DirtiesContext
class OrderTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TestCa CA = new TestCa();

    @Autowired private ScriptedCa ca;
    @Autowired private ConnectorRegistry connectors;
    @Autowired private Certificates certificates;
    @Autowired private Bots bots;
    @Autowired private Ordering ordering;
    @Autowired private RenewalSweep sweep;
    @Autowired private List<CertificateKeys> keys;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transaction;
    @Autowired private Clock clock;

    private long connector;

    @BeforeEach
    void begin() {
        database.sql("truncate certificate cascade").update();
        database.sql("delete from connector where type = 'scripted'").update();
        connector = connectors.add("scripted", new Settings("Scripted CA"), "test");
        ca.asked.clear();
        ca.onOrder = it -> new Pending("4711", Instant.EPOCH);
        ca.onCheck = it -> new Pending(it, clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void anOrderTheCaHasIsAskedForAsLongAsItTakes() {
        ca.onCheck =
                it -> {
                    throw new CaException.Denied("The API key has expired.");
                };
        var certificate = certificate("www.example.com");
        var order = ordering.begin(certificate, "Renewal", "test");

        await().atMost(PATIENCE).until(() -> words(order).contains("API key"));
        assertThat(state(order)).isEqualTo("PENDING");
        assertThat(nextAttempt(order)).isAfter(clock.instant().plus(Duration.ofMinutes(50)));

        ca.onCheck = it -> new Issued(it, CA.issue(asked(), "www.example.com"));
        now(order);

        await().atMost(PATIENCE).until(() -> state(order).equals("ISSUED"));
    }

    @Test
    void anAnswerNobodyForesawEndsAnOrderOnlyWhenItCannotBeAskedAgain() {
        ca.onOrder =
                it -> {
                    throw new CaException.Garbled("<html>", null);
                };
        var order = ordering.begin(certificate("www.example.com"), "Renewal", "test");
        await().atMost(PATIENCE).until(() -> state(order).equals("FAILED"));
        assertThat(words(order)).isEqualTo("<html>");
    }

    @Test
    void whatADisabledConnectorHoldsBackIsDueAgainWhenItIsEnabled() {
        ca.onOrder = it -> new Issued("1", CA.issue(it.csr(), "www.example.com"));
        var certificate = certificate("www.example.com");
        database.sql("update certificate set renew_at = now()").update();
        database.sql("update connector set enabled = false where id = ?").param(connector).update();

        sweep.run();
        assertThat(orders(certificate)).isZero();

        database.sql("update connector set enabled = true where id = ?").param(connector).update();
        sweep.run();
        await().atMost(PATIENCE).until(() -> status(certificate).equals("ISSUED"));
    }

    @Test
    void refusesWhatWasIssuedWithoutANameThatWasAskedFor() {
        ca.onOrder = it -> new Issued("1", CA.issue(it.csr(), "www.example.com"));
        var certificate = certificate("www.example.com", "shop.example.com", "2001:db8::1");

        var order = ordering.begin(certificate, "Renewal", "test");

        await().atMost(PATIENCE).until(() -> state(order).equals("FAILED"));
        assertThat(words(order)).contains("without shop.example.com, 2001:db8:0:0:0:0:0:1");
    }

    @Test
    void takesALeafThatAScanWasQuickerToFind() {
        var known = new ArrayList<X509Certificate>();
        ca.onOrder =
                it -> {
                    known.addAll(CA.issue(it.csr(), "www.example.com"));
                    return new Pending("1", Instant.EPOCH);
                };
        var certificate = certificate("www.example.com");
        var order = ordering.begin(certificate, "Renewal", "test");
        await().atMost(PATIENCE).until(() -> state(order).equals("PENDING"));
        registered(certificate, known);
        ca.onCheck = it -> new Issued(it, known);
        now(order);

        await().atMost(PATIENCE).until(() -> state(order).equals("ISSUED"));
        assertThat(status(certificate)).isEqualTo("ISSUED");
        assertThat(
                        database.sql("select key_secret from certificate_version")
                                .query(UUID.class)
                                .single())
                .isNotNull();
    }

    @Test
    void saysSoWhenTheCaSendsWhatIsAnotherCertificates() {
        var known = new ArrayList<X509Certificate>();
        ca.onOrder =
                it -> {
                    known.addAll(CA.issue(it.csr(), "www.example.com"));
                    return new Pending("1", Instant.EPOCH);
                };
        var order = ordering.begin(certificate("www.example.com"), "Renewal", "test");
        await().atMost(PATIENCE).until(() -> state(order).equals("PENDING"));
        registered(certificate("other.example.com"), known);
        ca.onCheck = it -> new Issued(it, known);
        now(order);

        await().atMost(PATIENCE).until(() -> state(order).equals("FAILED"));
        assertThat(words(order)).contains("as a version of certificate other.example.com");
    }

    @Test
    void showsOnTheCertificateWhatTheCaSaysOfItsNewestOrder() {
        ca.onOrder = it -> new NeedsValidation("4711", "a DNS record", Instant.EPOCH);
        ca.onCheck =
                it ->
                        new NeedsValidation(
                                it,
                                "the organization's papers",
                                clock.instant().plus(Duration.ofHours(1)),
                                false);
        var certificate = certificate("www.example.com");
        var order = ordering.begin(certificate, "Renewal", "test");
        await().atMost(PATIENCE).until(() -> words(order).contains("papers"));
        assertThat(newest(certificate)).isEqualTo("4711, PENDING, VALIDATED");

        ca.onCheck = it -> new Issued("4711-1", CA.issue(asked(), "www.example.com"));
        now(order);
        await().atMost(PATIENCE).until(() -> state(order).equals("ISSUED"));
        assertThat(newest(certificate)).isEqualTo("4711-1, VALIDATED, VALIDATED");

        ca.onOrder = it -> new NeedsValidation("4712", "a DNS record", Instant.EPOCH);
        ca.onCheck = it -> new Refused("the record never came");
        var refused = ordering.begin(certificate, "Renewal", "test");
        await().atMost(PATIENCE).until(() -> state(refused).equals("REFUSED"));
        assertThat(newest(certificate)).isEqualTo("4712, FAILED, FAILED");
    }

    @Test
    void saysNothingOfValidationsWhereTheCaWantsNone() {
        ca.onOrder = it -> new Issued("4711", CA.issue(it.csr(), "www.example.com"));
        var certificate = certificate("www.example.com");
        var order = ordering.begin(certificate, "Renewal", "test");
        await().atMost(PATIENCE).until(() -> state(order).equals("ISSUED"));
        assertThat(newest(certificate)).isEqualTo("4711, none, none");
    }

    @Test
    void forgetsTheKeyOfWhatWasRefused() {
        ca.onOrder = it -> new Refused("policy forbids it");
        var before = secrets();
        var certificate = certificate("www.example.com");

        var order = ordering.begin(certificate, "Renewal", "test");

        await().atMost(PATIENCE).until(() -> state(order).equals("REFUSED"));
        assertThat(status(certificate)).isEqualTo("ORDER_FAILED");
        assertThat(secrets()).isEqualTo(before);
    }

    @Test
    void keepsTheKeyOfWhatTheCaMayYetIssueUntilTheCertificateGoes() {
        var certificate = certificate("www.example.com");
        var order = ordering.begin(certificate, "Renewal", "test");
        await().atMost(PATIENCE).until(() -> state(order).equals("PENDING"));

        ordering.cancel(order, "maria");

        assertThat(keys.stream().flatMap(it -> it.of(certificate).stream())).hasSize(1);
    }

    @Test
    void asksForWhatWasConfiguredWhenTheOrderBegan() {
        ca.onOrder =
                it -> {
                    throw new CaException.Unreachable("no route to host", null);
                };
        var certificate = certificate("www.example.com");
        var order = ordering.begin(certificate, "Renewal", "test");
        await().atMost(PATIENCE).until(() -> words(order).contains("no route"));
        configure(certificate, "new.example.com");
        ca.asked.clear();
        ca.onOrder = it -> new Issued("1", CA.issue(it.csr(), "www.example.com"));
        now(order);

        await().atMost(PATIENCE).until(() -> state(order).equals("ISSUED"));
        assertThat(ca.asked)
                .singleElement()
                .satisfies(it -> assertThat(it.names()).containsExactly("www.example.com"));
    }

    private byte[] asked() {
        return ca.asked.getLast().csr();
    }

    private void registered(long certificate, List<X509Certificate> chain) {
        database.sql(
                        """
                        insert into certificate_version (certificate_id, number, sha256, serial, common_name,
                            names, subject, issuer, not_before, not_after, key_algorithm,
                            signature_algorithm, der, chain, source, created_at)
                        values (?, 1, encode(sha256(?), 'hex'), '1', 'www.example.com', '{}', 's', 'i', now(),
                            now() + interval '1 day', 'k', 's', ?, '', 'SERVER_SCAN', now())
                        """)
                .params(certificate, der(chain), der(chain))
                .update();
    }

    private static byte[] der(List<X509Certificate> chain) {
        try {
            return chain.getFirst().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private long secrets() {
        return database.sql("select count(*) from secret").query(Long.class).single();
    }

    private long orders(long certificate) {
        return database.sql("select count(*) from provisioning_order where certificate_id = ?")
                .param(certificate)
                .query(Long.class)
                .single();
    }

    private String state(long order) {
        return column(order, "state");
    }

    private String words(long order) {
        return column(order, "coalesce(last_error, '')");
    }

    private String column(long order, String what) {
        return database.sql("select " + what + " from provisioning_order where id = ?")
                .param(order)
                .query(String.class)
                .single();
    }

    private Instant nextAttempt(long order) {
        return database.sql("select next_attempt_at from provisioning_order where id = ?")
                .param(order)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Its id, its validation and that of its domains. */
    private String newest(long certificate) {
        return database.sql(
                        """
                        select concat_ws(', ', order_id, coalesce(validation_status, 'none'),
                            coalesce(dcv_status, 'none'))
                        from certificate where id = ?
                        """)
                .param(certificate)
                .query(String.class)
                .single();
    }

    private String status(long certificate) {
        return certificates.findById(certificate).orElseThrow().status().name();
    }

    /** Its next attempt is due at once. */
    private void now(long order) {
        database.sql(
                        "update scheduled_tasks set execution_time = now() where task_name = 'order' and task_instance like ?")
                .param(order + ":%")
                .update();
    }

    private long certificate(String... names) {
        var id =
                database.sql(
                                """
                                insert into certificate (common_name, names, status, status_since, created_at, created_by)
                                values (?, array[?], 'DISCOVERED', now(), now(), 'test') returning id
                                """)
                        .params(names[0], names[0])
                        .query(Long.class)
                        .single();
        configure(id, names);
        return id;
    }

    private void configure(long id, String... names) {
        transaction.executeWithoutResult(_ -> {
            var it = certificates.lock(id).orElseThrow();
            it.configure(
                    new CertificateConfiguration(
                            connector,
                            names[0],
                            null,
                            List.of(names),
                            KeyAlgorithm.ECDSA_P256,
                            false,
                            null,
                            RenewalPolicy.DEFAULT,
                            null,
                            true),
                    bots.findByKind(BotKind.EMBEDDED).orElseThrow().id(),
                    List.of(),
                    clock.instant());
            certificates.save(it);
        });
    }

    record Settings(String name) implements ConnectorSettings {}

    @TestConfiguration(proxyBeanMethods = false)
    static class Scripting {
        @Bean
        ScriptedCa scriptedCa() {
            return new ScriptedCa();
        }
    }

    static final class ScriptedCa
            implements ConnectorType<Settings>,
                    CertificateAuthority,
                    CertificateAuthority.Adopting {

        final List<CertificateRequest> asked = new CopyOnWriteArrayList<>();
        volatile Function<CertificateRequest, Answer> onOrder = it -> new Refused("no script");
        volatile Function<String, Answer> onCheck = it -> new Refused("no script");

        @Override
        public Answer order(CertificateRequest request) {
            asked.add(request);
            return onOrder.apply(request);
        }

        @Override
        public Answer check(String orderId) {
            return onCheck.apply(orderId);
        }

        @Override
        public Optional<Answer> find(CertificateRequest request) {
            return Optional.empty();
        }

        @Override
        public String key() {
            return "scripted";
        }

        @Override
        public String label() {
            return "Scripted";
        }

        @Override
        public String description() {
            return "Answers as a test says.";
        }

        @Override
        public Class<Settings> settings() {
            return Settings.class;
        }

        @Override
        public Settings blank() {
            return new Settings("");
        }

        @Override
        public String destination(Settings settings) {
            return "nowhere";
        }

        @Override
        public CertificateAuthority connect(Settings settings) {
            return this;
        }
    }
}
