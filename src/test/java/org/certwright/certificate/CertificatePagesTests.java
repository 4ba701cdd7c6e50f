package org.certwright.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.certwright.DatabaseTest;
import org.certwright.pki.CertificateFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DatabaseTest
@WithMockUser(username = "olga", roles = "OPERATOR")
class CertificatePagesTests {

    private static final String LIST = "/provisioning/certificates";

    @Autowired private MockMvcTester pages;
    @Autowired private CertificateFixtures fixtures;
    @Autowired private Upload upload;
    @Autowired private JdbcClient database;

    @BeforeEach
    void empty() {
        fixtures.clear();
    }

    @Test
    void saysWhyTheListIsEmptyAndOffersTheNextStep() {
        page(LIST).contains("No certificate yet", LIST + "/upload", LIST + "/order");
    }

    @Test
    void listsWhatAScanFound() {
        fixtures.found(Leaf.named("www.example.com", "example.com"));
        page(LIST)
                .contains(
                        "www.example.com",
                        "+1",
                        "Discovered",
                        "Bot Unassigned",
                        "198.51.100.21:443");
    }

    @Test
    void findsByNameSerialAndLocationAndSaysWhenNothingMatches() {
        var leaf = Leaf.named("www.example.com", "shop.example.com");
        fixtures.found(leaf, Leaf.named("other.test"));
        for (var search :
                List.of("WWW.exa", "shop", leaf.certificate().getSerialNumber().toString(16)))
            page(LIST + "?q=" + search).contains(">www.example.com<").doesNotContain("other.test<");
        page(LIST + "?q=198.51.100").contains(">www.example.com<", ">other.test<");
        page(LIST + "?q=100%25")
                .contains("Nothing matches", "Without restriction the list has 2 certificates");
    }

    @Test
    void filtersByReadiness() {
        fixtures.found(Leaf.named("www.example.com"));
        page(LIST + "?view=bot-unassigned").contains("www.example.com");
        page(LIST + "?view=deployment-failed").contains("Nothing matches");
        assertThat(pages.get().uri(LIST + "?view=nonsense"))
                .hasStatus(400)
                .bodyText()
                .contains("has no view “nonsense”", "bot-unassigned");
    }

    @Test
    void showsEachTabOfACertificate() {
        var id = fixtures.found(Leaf.named("www.example.com", "example.com"));
        page(LIST + "/" + id)
                .contains("www.example.com", "Deployment targets", "89 days left".substring(3));
        page(LIST + "/" + id + "/versions")
                .contains("Version 1", "Server scan", "Not known", "198.51.100.21:443");
        page(LIST + "/" + id + "/chain")
                .contains("Subject Alternative Name", "www.example.com, example.com", "SHA-256");
        page(LIST + "/" + id + "/chain?as=pem").contains("-----BEGIN CERTIFICATE-----");
        page(LIST + "/" + id + "/chain?as=text").contains("Signature Algorithm");
        page(LIST + "/" + id + "/activity").contains("Server scan");
    }

    /** The validity above it is that of a version that is not served. */
    @Test
    void saysOfOneThatWasNotDeployedWhenWhatIsServedExpires() {
        var former = Leaf.named("www.example.com");
        var id = fixtures.found(former);
        var next =
                Leaf.of(
                        Leaf.NOW,
                        Leaf.NOW.plus(Duration.ofDays(100)),
                        "CN=www.example.com",
                        "www.example.com");
        upload.add(List.of(new CertificateFile(List.of(next.certificate()), List.of())), "olga");
        assertThat(fixtures.certificateOf(next)).isEqualTo(id);

        database.sql("update certificate set cause = 'web-01: connection refused' where id = ?")
                .param(id)
                .update();
        database.sql("update certificate_version set not_after = ? where sha256 = ?")
                .params(
                        Timestamp.from(Instant.now().plus(Duration.ofHours(100))),
                        X509.sha256(former.certificate()))
                .update();

        page(LIST + "/" + id)
                .contains("web-01: connection refused")
                .containsPattern("1 of 1 place still has a former version[^<]*<[^>]*>")
                .contains("in 4 days");
    }

    @Test
    void answersNotFoundForWhatIsNotThere() {
        assertThat(pages.get().uri(LIST + "/4711")).hasStatus(404);
        var id = fixtures.found(Leaf.named("www.example.com"));
        assertThat(pages.get().uri(LIST + "/" + id + "/chain?version=7")).hasStatus(404);
        assertThat(pages.get().uri(LIST + "/" + id + "/nonsense")).hasStatus(404);
    }

    @Test
    void ignoresAndTakesBack() {
        var id = fixtures.found(Leaf.named("www.example.com"));
        post(LIST + "/" + id + "/actions/ignore");
        page(LIST + "?view=ignored").contains("Discovered, ignored");
        page(LIST + "/" + id).contains("Take back");
        post(LIST + "/" + id + "/actions/take-back");
        page(LIST + "?view=ignored").contains("Nothing matches");
        page(LIST + "/" + id + "/activity").contains("Ignored", "Taken back", "olga");
    }

    @Test
    void saysWhatGoesAndWhatStaysBeforeItDeletes() {
        var id = fixtures.found(Leaf.named("www.example.com"));
        page(LIST + "/" + id + "/delete")
                .contains("Delete certificate www.example.com?", "What goes", "What stays")
                .contains("brings it back as Discovered");
        post(LIST + "/" + id + "/delete");
        assertThat(pages.get().uri(LIST + "/" + id)).hasStatus(404);
        page(LIST).contains("No certificate yet");
    }

    @Test
    @WithMockUser(roles = "AUDITOR")
    void letsAuditorsReadAndChangeNothing() {
        var id = fixtures.found(Leaf.named("www.example.com"));
        page(LIST).doesNotContain("Order certificate", "/ignore", "/delete");
        page(LIST + "/" + id).contains("Issuance").doesNotContain("<textarea", "/ignore");
        for (var url :
                List.of("", "/actions/ignore", "/actions/take-back", "/delete", "/actions/renew"))
            assertThat(pages.post().uri(LIST + "/" + id + url).with(csrf())).as(url).hasStatus(403);
        assertThat(pages.get().uri(LIST + "/order")).hasStatus(403);
        assertThat(pages.get().uri(LIST + "/" + id + "/delete")).hasStatus(403);
    }

    private AbstractStringAssert<?> page(String url) {
        return assertThat(pages.get().uri(url)).hasStatusOk().bodyText();
    }

    private void post(String url) {
        assertThat(pages.post().uri(url).with(csrf())).hasStatus3xxRedirection();
    }
}
