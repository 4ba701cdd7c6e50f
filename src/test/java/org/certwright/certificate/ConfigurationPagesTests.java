package org.certwright.certificate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.certwright.DatabaseTest;
import org.certwright.audit.AuditEntry;
import org.certwright.audit.AuditTrail;
import org.certwright.audit.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.MultiValueMap;

@DatabaseTest
@WithMockUser(username = "olga", roles = "OPERATOR")
class ConfigurationPagesTests {

    private static final String BINDING = "/etc/nginx/nginx.conf|www.example.com|443|0";

    private static final String SHOP = "/etc/nginx/nginx.conf|shop.example.com|443|0";
    private static final Leaf SHOP_LEAF = Leaf.named("shop.example.com");

    @Autowired private MockMvcTester pages;
    @Autowired private JdbcClient database;
    @Autowired private CertificateFixtures fixtures;
    @Autowired private Certificates certificates;
    @Autowired private AuditTrail audit;

    private long connector;
    private long id;
    private final Leaf leaf = Leaf.named("www.example.com", "example.com");

    @BeforeEach
    void found() {
        fixtures.clear();
        connector = fixtures.connector();
        id = fixtures.found(leaf);
    }

    @Test
    void startsWithWhatTheCurrentVersionAndItsPlaceSuggest() {
        assertThat(pages.get().uri("/provisioning/certificates/" + id))
                .hasStatusOk()
                .bodyText()
                .contains("www.example.com\nexample.com")
                .contains("value=\"ECDSA_P256\" selected")
                .contains("value=\"" + fixtures.server("web-01") + ":" + BINDING + "\"")
                .contains("value=\"" + fixtures.bot() + "\" selected");
    }

    @Test
    void storesTheConfigurationAndPlansTheRenewal() {
        assertThat(save(complete())).hasStatus3xxRedirection();

        var stored = certificates.findWithTargets(id).orElseThrow();
        var configuration = requireNonNull(stored.configuration());
        assertThat(configuration.names()).containsExactly("www.example.com", "api.example.com");
        assertThat(configuration.commonName()).isEqualTo("www.example.com");
        assertThat(requireNonNull(configuration.window()).describe())
                .isEqualTo("Tue, Thu, 22:00 to 04:00 the next day Europe/Vienna");
        assertThat(stored.targets())
                .singleElement()
                .satisfies(it -> assertThat(it.bindingId()).isEqualTo(BINDING));
        assertThat(stored.renewAt())
                .as("up to a fiftieth of the lifetime earlier")
                .isBetween(
                        Leaf.NOW.plus(Duration.ofDays(90)).minus(Duration.ofDays(22)),
                        Leaf.NOW.plus(Duration.ofDays(90)).minus(Duration.ofDays(20)));
        assertThat(stored.readiness()).isNull();
        assertThat(stored.names()).as("until it is issued").contains("example.com");
    }

    @Test
    void storesTagsAndSaysWhatIsWrongWithThem() {
        var form = complete();
        form.put("tags", "Team=Web Shop, critical");
        assertThat(save(form))
                .hasStatusOk()
                .bodyText()
                .contains("&#39;critical&#39; has no value", "value=\"Team=Web Shop, critical\"");

        form.put("tags", "Team=Web Shop, env=production");
        assertThat(save(form)).hasStatus3xxRedirection();
        assertThat(pages.get().uri("/provisioning/certificates/" + id))
                .bodyText()
                .contains("value=\"env=production, team=Web Shop\"");

        assertThat(audit.of("Certificate", id))
                .filteredOn(it -> it.getAction().equals("Tagged"))
                .flatExtracting(AuditEntry::getChanges)
                .containsExactly(new Change("tags", null, "env=production, team=Web Shop"));

        form.remove("tags");
        assertThat(save(form)).as("tags that were not asked for stay").hasStatus3xxRedirection();
        assertThat(pages.get().uri("/provisioning/certificates/" + id))
                .bodyText()
                .contains("value=\"env=production, team=Web Shop\"");
    }

    @Test
    void isDueOnceItsTimeHasComeAndItIsComplete() {
        var due = Leaf.NOW.plus(Duration.ofDays(70));
        assertThat(due(due)).isEmpty();
        save(complete());
        assertThat(due(due.minus(Duration.ofDays(2)))).isEmpty();
        assertThat(due(due)).containsExactly(id);
        fixtures.change(id, Certificate::ignore);
        assertThat(due(due)).isEmpty();
    }

    @Test
    void isNotDueWithoutTarget() {
        var form = complete();
        form.keySet().removeIf(it -> it.startsWith("targets"));
        assertThat(save(form)).hasStatus3xxRedirection();
        assertThat(certificates.findById(id).orElseThrow().readiness())
                .isEqualTo(Readiness.CONFIGURATION_PENDING);
        assertThat(due(Leaf.NOW.plus(Duration.ofDays(99)))).isEmpty();
        assertThat(pages.get().uri("/provisioning/certificates/" + id))
                .bodyText()
                .contains("without one it is not renewed by itself");
    }

    @Test
    void putsEachErrorBesideItsFieldAndLosesNothingTyped() {
        var form = complete();
        form.put("names", "www.example.com\nno such name\nhttps://x.test/");
        form.put("connectorId", "");
        form.put("validityDays", "10");
        form.put("windowStart", "late");
        form.put("windowZone", "Mars/Olympus");
        form.put("targets[0].wave", "soon");
        form.put("targets[0].placement", "KEY_STORE_FOLDER");
        assertThat(save(form))
                .hasStatusOk()
                .bodyText()
                .contains("Line 2: &#39;no such name&#39; is not a DNS name")
                .contains("Line 3:")
                .contains("Choose the CA that issues the certificate.")
                .contains("Fewer days than the validity of 10 are expected.")
                .contains("A time is expected, as 02:00.")
                .contains("A time zone is expected, as Europe/Vienna.")
                .contains("A whole number from 1 to 99 is expected.")
                .contains("Server web-01 has no key store folder")
                .contains("no such name\n", "value=\"late\"", "Mars/Olympus", "value=\"soon\"");
        assertThat(certificates.findById(id).orElseThrow().configuration()).isNull();
    }

    @Test
    void refusesAPlaceThatAnotherCertificateIsDeployedTo() {
        save(complete());
        var other = fixtures.found(leaf, Leaf.named("other.test"));
        assertThat(other).isEqualTo(id);
        var form = complete();
        assertThat(order(form))
                .hasStatusOk()
                .bodyText()
                .contains("This place is a target of certificate www.example.com");
    }

    @Test
    void refusesAFileThatAnotherCertificateReplaces() {
        var form = shopBeside();

        assertThat(order(form))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "/etc/ssl/www.pem is also the file of www.example.com, a target of certificate www.example.com");

        database.sql("update server set key_store_folder = '/etc/ssl/certwright'").update();
        form.put("targets[0].placement", "KEY_STORE_FOLDER");
        assertThat(order(form)).as("files of its own").hasStatus3xxRedirection();
    }

    @Test
    void takesAFileThatAnotherCertificateReplacedOnceThatPlaceIsGone() {
        var form = shopBeside();
        binding(BINDING, "gone_at = now()");

        assertThat(order(form)).hasStatus3xxRedirection();
    }

    @Test
    void takesTheSameFileOnAnotherServer() {
        var form = shopBeside();
        fixtures.scanned(
                "web-02", List.of(CertificateFixtures.binding(SHOP, SHOP_LEAF.certificate())));
        form.put("targets[0].place", fixtures.server("web-02") + ":" + SHOP);

        assertThat(order(form)).hasStatus3xxRedirection();
    }

    /** Where a line stands outside of both virtual hosts: the folder does not help. */
    @Test
    void refusesALineThatNamesTheFileOfAnotherCertificateToo() {
        var form = shopBeside();
        binding(SHOP, "configuration_file = '/etc/nginx/conf.d/www.example.com.conf'");
        database.sql("update server set key_store_folder = '/etc/ssl/certwright'").update();
        form.put("targets[0].placement", "KEY_STORE_FOLDER");

        assertThat(order(form))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Line 14 of /etc/nginx/conf.d/www.example.com.conf gives www.example.com its certificate too");
    }

    @Test
    void takesTwoPlacesOfOneFileForOneCertificate() {
        shopBeside();
        var form = complete();
        form.put("targets[1].place", fixtures.server("web-01") + ":" + SHOP);
        form.put("targets[1].placement", "IN_PLACE");
        form.put("targets[1].wave", "2");
        form.remove("lockVersion");

        assertThat(save(form)).hasStatus3xxRedirection();
    }

    /** A certificate to be ordered for the shop, beside www, whose file both virtual hosts use. */
    private Map<String, String> shopBeside() {
        save(complete());
        fixtures.found(leaf, SHOP_LEAF);
        var form = complete();
        form.remove("lockVersion");
        form.put("names", "shop.example.com");
        form.put("targets[0].place", fixtures.server("web-01") + ":" + SHOP);
        return form;
    }

    private void binding(String id, String assignment) {
        database.sql("update server_binding set %s where binding_id = ?".formatted(assignment))
                .param(id)
                .update();
    }

    @Test
    void refusesAFormThatWasOvertaken() {
        var form = complete();
        save(form);
        form.put("lockVersion", "0");
        assertThat(save(form)).hasStatusOk().bodyText().contains("was changed meanwhile");
    }

    @Test
    void addsAndRemovesTargetsWithoutSaving() {
        var form = complete();
        form.keySet().removeIf(it -> it.startsWith("targets"));
        form.put("addServer", String.valueOf(fixtures.server("web-01")));
        form.put("rows", "places");
        assertThat(save(form))
                .hasStatusOk()
                .bodyText()
                .contains("No target yet", "www.example.com, port 443")
                .contains("api.example.com");
        form.put("addPlace", fixtures.server("web-01") + ":" + BINDING);
        form.put("rows", "add");
        assertThat(save(form)).hasStatusOk().bodyText().contains("targets[0].place");
        form = complete();
        form.put("rows", "remove-0");
        assertThat(save(form)).hasStatusOk().bodyText().doesNotContain("targets[0].place");
        assertThat(certificates.findById(id).orElseThrow().configuration()).isNull();
    }

    @Test
    void ordersANewCertificateThatIsDueAtOnce() {
        var form = complete();
        form.remove("lockVersion");
        form.put("names", "new.example.com");
        var answer = order(form);
        assertThat(answer).hasStatus3xxRedirection();
        var url = requireNonNull(answer.getResponse().getRedirectedUrl());
        assertThat(url).startsWith("/provisioning/certificates/");
        assertThat(pages.get().uri(url)).bodyText().contains("new.example.com", "Not issued yet");
        assertThat(pages.get().uri(url + "/activity")).bodyText().contains("To be ordered");
        var ordered = Long.parseLong(url.substring(url.lastIndexOf('/') + 1));
        assertThat(due(Leaf.NOW.plus(Duration.ofDays(3650)))).contains(ordered);
        assertThat(pages.get().uri("/provisioning/certificates"))
                .bodyText()
                .contains("new.example.com");
    }

    /** As a browser would send it; the certificate's own place as the only target. */
    private Map<String, String> complete() {
        var form = new LinkedHashMap<String, String>();
        form.put("connectorId", String.valueOf(connector));
        form.put("botId", String.valueOf(fixtures.bot()));
        form.put("names", "WWW.example.com\r\n\r\napi.example.com\r\nwww.example.com");
        form.put("keyAlgorithm", "RSA_3072");
        form.put("renewal", "days");
        form.put("renewDays", "20");
        form.put("windowed", "true");
        form.put("windowDays", "TUESDAY,THURSDAY");
        form.put("windowStart", "22:00");
        form.put("windowEnd", "04:00");
        form.put("windowZone", "Europe/Vienna");
        form.put("targets[0].place", fixtures.server("web-01") + ":" + BINDING);
        form.put("targets[0].placement", "IN_PLACE");
        form.put("targets[0].wave", "1");
        return form;
    }

    private MvcTestResult save(Map<String, String> form) {
        return pages.post()
                .uri("/provisioning/certificates/" + id)
                .params(of(form))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult order(Map<String, String> form) {
        return pages.post()
                .uri("/provisioning/certificates/order")
                .params(of(form))
                .with(csrf())
                .exchange();
    }

    private static MultiValueMap<String, String> of(Map<String, String> form) {
        return MultiValueMap.fromSingleValue(form);
    }

    private List<Long> due(Instant at) {
        return certificates.due(at, List.of(fixtures.connector()), Limit.of(10));
    }
}
