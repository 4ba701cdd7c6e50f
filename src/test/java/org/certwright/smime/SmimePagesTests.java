package org.certwright.smime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.List;
import java.util.Map;
import org.certwright.DatabaseTest;
import org.certwright.audit.AuditTrail;
import org.certwright.dashboard.Rows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DatabaseTest
class SmimePagesTests {

    private static final String LIST = "/provisioning/smime";

    @Autowired private MockMvcTester pages;
    @Autowired private Rows rows;
    @Autowired private SmimeUsers users;
    @Autowired private AuditTrail audit;

    @BeforeEach
    @AfterEach
    void clear() {
        rows.clear();
    }

    @Test
    void anEmptyListOffersTheImport() {
        assertThat(get(LIST, "OPERATOR"))
                .bodyText()
                .contains("Nobody yet", "/provisioning/smime/import");
        assertThat(get(LIST, "AUDITOR"))
                .bodyText()
                .contains("Nobody yet")
                .doesNotContain("/provisioning/smime/import");
    }

    @Test
    void importsSomebodyWhoThenAwaitsAnOrder() {
        assertThat(save(" Ingrid Solberg ", "Ingrid.Solberg@Partner.example", " External counsel "))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl(LIST);

        assertThat(get(LIST, "AUDITOR"))
                .bodyText()
                .contains("Ingrid Solberg", "Ingrid.Solberg@partner.example")
                .contains("Awaiting Order", "External counsel", "Manual Import");
        var id = users.findByEmailIgnoreCase("ingrid.solberg@partner.example").orElseThrow().id();
        assertThat(audit.of("S/MIME user", id))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getAction()).isEqualTo("Imported");
                    assertThat(it.getActor()).isEqualTo("olga");
                    assertThat(it.getText())
                            .isEqualTo("Ingrid Solberg <Ingrid.Solberg@partner.example>");
                });
    }

    @Test
    void putsEachErrorBesideItsFieldAndKeepsWhatWasTyped() {
        assertThat(save("", "not an address", "x".repeat(101)))
                .hasStatusOk()
                .bodyText()
                .contains("Not saved: 3 fields need a correction.")
                .contains("The address alone is expected, such as")
                .contains("At most 100 characters.")
                .contains("value=\"not an address\"");
        assertThat(save("Ada", "", ""))
                .bodyText()
                .contains("Not saved: 1 field needs a correction.")
                .doesNotContain("The address alone is expected");
    }

    @Test
    void anAddressStandsInTheListOnceHoweverItIsWritten() {
        save("Ada", "ada@example.com", "");

        assertThat(save("Ada again", "ADA@EXAMPLE.COM", ""))
                .hasStatusOk()
                .bodyText()
                .contains("Ada has this address already (Manual Import).", "value=\"Ada again\"");
        ignore("ada@example.com");
        assertThat(save("Ada again", "ada@example.com", ""))
                .bodyText()
                .contains("(Manual Import, ignored)");
    }

    @Test
    void ignoringIsShownAsTheStatusAndTakenBackRestoresWhatWas() {
        rows.smimeUser("bilal@example.com", "CERTIFICATE_ISSUED");

        assertThat(ignore("bilal@example.com"))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl(LIST + "?view=provisioned");
        assertThat(get(LIST, "OPERATOR"))
                .bodyText()
                .contains("/%d/stop-ignoring".formatted(id("bilal@example.com")), ">Ignored<")
                .doesNotContain("/%d/ignore".formatted(id("bilal@example.com")));
        assertThat(get(LIST + "?view=eligible", "OPERATOR")).bodyText().contains("Nothing matches");

        assertThat(
                        post(
                                "/%d/stop-ignoring".formatted(id("bilal@example.com")),
                                "OPERATOR",
                                Map.of()))
                .hasStatus3xxRedirection()
                .flash()
                .containsEntry(
                        "message", "bilal@example.com is no longer ignored: Certificate Issued.");
        assertThat(get(LIST, "OPERATOR")).bodyText().contains("Certificate Issued", "Ignore Email");
        assertThat(audit.of("S/MIME user", id("bilal@example.com")))
                .extracting(it -> it.getAction())
                .containsExactly("Taken back", "Ignored");
    }

    @Test
    void eachStatusOfTheSpecificationIsAFilter() {
        for (var it :
                List.of(
                        "AWAITING_ORDER",
                        "CSR_PENDING",
                        "CERTIFICATE_ISSUED",
                        "CERTIFICATE_INSTALLED"))
            rows.smimeUser(it.toLowerCase() + "@example.com", it);
        rows.smimeUser("ignored@example.com", "AWAITING_ORDER");
        rows.set("smime_user", id("ignored@example.com"), "ignored = true");

        for (var it : SmimeStatus.values())
            assertThat(get(LIST + "?by=status&op=equals&value=" + it, "AUDITOR"))
                    .as(it.name())
                    .bodyText()
                    .contains("1–1 of 1", it.name().toLowerCase() + "@example.com");
        assertThat(get(LIST + "?by=email&op=contains&value=CSR_", "AUDITOR"))
                .bodyText()
                .contains("1–1 of 1");
        assertThat(get(LIST + "?by=source&op=equals&value=Manual Import", "AUDITOR"))
                .bodyText()
                .contains("1–5 of 5");
    }

    @Test
    void anAuditorChangesNothing() {
        rows.smimeUser("eva@example.com", "AWAITING_ORDER");

        assertThat(get(LIST, "AUDITOR"))
                .bodyText()
                .contains("eva@example.com")
                .doesNotContain("Ignore Email");
        assertThat(get(LIST + "/import", "AUDITOR")).hasStatus(HttpStatus.FORBIDDEN);
        assertThat(
                        post(
                                "/import",
                                "AUDITOR",
                                Map.of("name", "a", "email", "a@b.c", "designation", "")))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(post("/%d/ignore".formatted(id("eva@example.com")), "AUDITOR", Map.of()))
                .hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void thePageOfTheDirectorySaysWhatIsNotThereYet() {
        assertThat(get(LIST + "/directory", "AUDITOR"))
                .hasStatusOk()
                .bodyText()
                .contains("This version does not read Azure AD yet.", "User.Read.All")
                .doesNotContain("<form method=\"post\" action=\"/provisioning/smime");
    }

    private MvcTestResult ignore(String email) {
        return post(
                "/%d/ignore".formatted(id(email)), "OPERATOR", Map.of("back", "view=provisioned"));
    }

    private MvcTestResult save(String name, String email, String designation) {
        return post(
                "/import",
                "OPERATOR",
                Map.of("name", name, "email", email, "designation", designation));
    }

    private MvcTestResult post(String path, String role, Map<String, String> fields) {
        var request = pages.post().uri(LIST + path).with(user("olga").roles(role)).with(csrf());
        for (var it : fields.entrySet()) request = request.param(it.getKey(), it.getValue());
        return request.exchange();
    }

    private MvcTestResult get(String url, String role) {
        return pages.get().uri(url).with(user("olga").roles(role)).exchange();
    }

    private long id(String email) {
        return users.findByEmailIgnoreCase(email).orElseThrow().id();
    }
}
