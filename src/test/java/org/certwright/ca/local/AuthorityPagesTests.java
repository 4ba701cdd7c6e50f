package org.certwright.ca.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.certwright.DatabaseTest;
import org.certwright.ca.Authorities;
import org.certwright.ca.CertificateAuthority.Answer.Issued;
import org.certwright.ca.CertificateAuthority.CertificateRequest;
import org.certwright.ca.CertificateAuthority.Revoking;
import org.certwright.ca.ConnectorRegistry;
import org.certwright.ca.RevocationReason;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.pki.SigningRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class AuthorityPagesTests {

    private static final String LIST = "/integrations/local-cas";

    @Autowired private MockMvcTester mvc;
    @Autowired private AuthorityMaker maker;
    @Autowired private LocalAuthorities authorities;
    @Autowired private Issuers issuers;
    @Autowired private LocalConnector type;
    @Autowired private ConnectorRegistry connectors;
    @Autowired private Authorities authorityOf;
    @Autowired private TransactionTemplate transaction;
    @Autowired private JdbcClient database;

    @Test
    void makesARootAndACaBelowIt() {
        var name = "Made " + UUID.randomUUID();
        assertThat(create(name, "")).hasStatus3xxRedirection();
        var root = named(name);
        assertThat(create(name + " 2", String.valueOf(root.id()))).hasStatus3xxRedirection();

        var below = named(name + " 2");
        assertThat(below.intermediates()).containsExactly(below.certificate());
        assertThat(below.root()).isEqualTo(root.certificate());
        assertThat(get(LIST + "/" + below.id()))
                .hasStatusOk()
                .bodyText()
                .contains("ECDSA P-384", name, "It has issued nothing");
        assertThat(get(LIST)).bodyText().contains(name + " 2");
    }

    @Test
    void importsACaWithItsKeyAndAllAboveIt() throws Exception {
        var elsewhere = elsewhere();
        var name = "Imported " + UUID.randomUUID();

        assertThat(upload(name, keyStore(elsewhere, 2))).hasStatus3xxRedirection();

        assertThat(named(name).chain()).isEqualTo(elsewhere.chain());
        assertThat(named(name).isRoot()).isFalse();
    }

    @Test
    void refusesACaWhoseRootIsMissing() throws Exception {
        assertThat(upload("Incomplete " + UUID.randomUUID(), keyStore(elsewhere(), 1)))
                .hasStatusOk()
                .bodyText()
                .contains("The certificate above is missing in the file");
    }

    @Test
    void revokesWhatItIssued() {
        var authority = elsewhere();
        var ca =
                authorityOf.of(
                        connectors.add(
                                type.key(),
                                type.profile("Revoking " + UUID.randomUUID(), authority.id()),
                                "test"));
        var names = List.of("www.example.com");
        var csr = SigningRequest.create(KeyAlgorithm.ECDSA_P256.generate(), "", null, names);
        var order =
                (Issued)
                        ca.order(
                                new CertificateRequest(
                                        UUID.randomUUID(), csr, "", names, Duration.ofDays(1)));
        var page = "%s/%d/certificates/%s/revoke".formatted(LIST, authority.id(), order.orderId());

        assertThat(mvc.get().uri(page).with(user("maria").roles("ADMINISTRATOR")))
                .hasStatusOk()
                .bodyText()
                .contains("Key compromise", order.orderId());
        assertThat(
                        mvc.post()
                                .uri(page)
                                .with(user("maria").roles("ADMINISTRATOR"))
                                .with(csrf())
                                .param("reason", "SUPERSEDED"))
                .hasStatus3xxRedirection();
        assertThat(get(LIST + "/" + authority.id())).bodyText().contains("Revoked</span>");
        assertThat(mvc.get().uri(page).with(user("anna").roles("OPERATOR"))).hasStatus(403);
    }

    @Test
    void letsTheInventoryKnowItsRootsAndWhatItHasRevoked() throws GeneralSecurityException {
        var authority = elsewhere();
        var ca =
                authorityOf.of(
                        connectors.add(
                                type.key(),
                                type.profile("Known " + UUID.randomUUID(), authority.id()),
                                "test"));
        var name = UUID.randomUUID() + ".example.com";
        var csr =
                SigningRequest.create(KeyAlgorithm.ECDSA_P256.generate(), "", null, List.of(name));
        var issued =
                (Issued)
                        ca.order(
                                new CertificateRequest(
                                        UUID.randomUUID(),
                                        csr,
                                        "",
                                        List.of(name),
                                        Duration.ofDays(1)));
        assertThat(uploaded(issued.chain())).hasStatus3xxRedirection();
        assertThat(get(pageOf(name))).bodyText().contains(name).doesNotContain("Vulnerable");

        ((Revoking) ca).revoke(issued.chain().getFirst(), RevocationReason.KEY_COMPROMISE);

        assertThat(get(pageOf(name))).bodyText().contains("Vulnerable", "Its CA has revoked it");
        assertThat(vulnerable(name)).isTrue();
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        assertThat(upload("Wrong", "nonsense".getBytes(UTF_8)))
                .bodyText()
                .contains("no certificate that can be read", "Wrong");
    }

    private LocalAuthority elsewhere() {
        return transaction.execute(it -> {
            var root = maker.make(form("Elsewhere " + UUID.randomUUID(), null), "test");
            return maker.make(form("Below " + UUID.randomUUID(), root.id()), "test");
        });
    }

    private static AuthorityForm form(String name, @Nullable Long issuer) {
        return new AuthorityForm(name, null, issuer, KeyAlgorithm.ECDSA_P256, 5);
    }

    private byte[] keyStore(LocalAuthority authority, int certificates)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "ca",
                issuers.of(authority.id()).key(),
                "changeit".toCharArray(),
                authority.chain().subList(0, certificates).toArray(X509Certificate[]::new));
        var out = new ByteArrayOutputStream();
        store.store(out, "changeit".toCharArray());
        return out.toByteArray();
    }

    private MvcTestResult uploaded(List<X509Certificate> chain) throws GeneralSecurityException {
        var content = new ByteArrayOutputStream();
        for (var it : chain) content.writeBytes(it.getEncoded());
        return mvc.post()
                .uri("/provisioning/certificates/upload")
                .multipart()
                .file(new MockMultipartFile("files", "chain.der", null, content.toByteArray()))
                .with(user("maria").roles("OPERATOR"))
                .with(csrf())
                .exchange();
    }

    private String pageOf(String name) {
        return database.sql(
                        "select '/provisioning/certificates/' || id from certificate where name = ?")
                .param(name)
                .query(String.class)
                .single();
    }

    private boolean vulnerable(String name) {
        return database.sql("select vulnerable_from <= now() from certificate where name = ?")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    private LocalAuthority named(String name) {
        return authorities.all().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private MvcTestResult create(String name, String issuer) {
        return mvc.post()
                .uri(LIST + "/new")
                .with(user("maria").roles("ADMINISTRATOR"))
                .with(csrf())
                .param("name", name)
                .param("issuer", issuer)
                .param("key", "ECDSA_P384")
                .param("years", "5")
                .exchange();
    }

    private MvcTestResult upload(String name, byte[] file) {
        return mvc.post()
                .uri(LIST + "/import")
                .multipart()
                .file(new MockMultipartFile("file", "ca.p12", null, file))
                .with(user("maria").roles("ADMINISTRATOR"))
                .with(csrf())
                .param("name", name)
                .param("password", "changeit")
                .exchange();
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(user("maria").roles("AUDITOR")).exchange();
    }
}
