package org.certwright.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.certwright.DatabaseTest;
import org.certwright.dashboard.Rows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;

@DatabaseTest
class SearchTests {

    private static final String SHA256 =
            "5ec1073aff00112233445566778899aabbccddeeff00112233445566778899aa";
    private static final String SERIAL = "a1b2c3d4e5f60718";
    private static final Pattern HIT =
            Pattern.compile("fw-medium text-break\" dir=\"auto\">([^<]*)</div>");
    private static final Duration SOON = Duration.ofDays(30).plusHours(1);

    @Autowired private MockMvcTester pages;
    @Autowired private Rows rows;

    @BeforeEach
    @AfterEach
    void clear() {
        rows.clear();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SHA256,
                "5E:C1:07:3A:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA",
                "5ec1 073a ff00 1122 3344 5566 7788 99aa bbcc ddee ff00 1122 3344 5566 7788 99aa",
                "sha256 Fingerprint=5E:C1:07:3A:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA",
                "5ec1073a",
                "5E:C1:07:3A:FF",
                SERIAL,
                "A1:B2:C3:D4:E5:F6:07:18",
                "00A1B2C3D4E5F60718",
                "0xa1b2c3d4e5f60718",
                "11651590505119483672", // the same serial, decimal
                "a1b2c3d4e5"
            })
    void findsACertificateByFingerprintAndSerialInAnyNotation(String typed) {
        var id = rows.certificate("www.example.com", SOON);
        rows.version(id, 2, SHA256, SERIAL);
        rows.certificate("other.example.com", SOON);

        assertThat(hits(typed)).containsExactly("www.example.com");
        assertThat(text(search(typed)))
                .contains("version 2, serial a1:b2:c3…07:18", "expires in 30 days");
    }

    @Test
    void findsWhatServesAFormerVersionAndSaysSo() {
        var id = rows.certificate("www.example.com", SOON);
        rows.version(id, 2, SHA256, SERIAL);
        rows.version(id, 3, "f".repeat(64), "99");

        assertThat(text(search(SHA256))).contains("version 2, not the current one", "exact match");
    }

    @Test
    void putsTheExactNameFirstThenWhatBeginsWithIt() {
        for (var i = 0; i < 15; i++) rows.certificate("a%d.shop.example".formatted(i), SOON);
        rows.certificate("shop.example.org", SOON);
        rows.certificate("www.brand.example", rows.in(SOON), "www.brand.example", "shop.example");

        assertThat(hits("Shop.Example"))
                .hasSize(10)
                .startsWith("www.brand.example", "shop.example.org");
        assertThat(text(search("shop.example")))
                .contains("also shop.example, expires in 30 days")
                .contains("These are the best 10; there are more.")
                .contains(
                        "href=\"/provisioning/certificates?q=shop.example\">Show all in Certificates");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100%_sure.example",
                "o'brien.example",
                "back\\slash.example",
                "a\"quote\".example",
                "<b>bold</b>.example",
                "🔐.example",
                "שלום.example",
                "größe.example",
                "%%%",
                "___"
            })
    void oddSignsMeanThemselves(String name) {
        rows.certificate("plain.example.com", SOON);
        rows.certificate(name, SOON);

        assertThat(hits(name)).containsExactly(name);
        assertThat(hits(name.substring(0, name.offsetByCodePoints(0, 3)))).contains(name);
        assertThat(text(search(name))).doesNotContain("<b>bold</b>");
    }

    @Test
    void findsAnInternationalNameAsItIsTyped() {
        rows.certificate("xn--mller-kva.example", SOON);

        assertThat(hits("Müller.example")).containsExactly("xn--mller-kva.example");
    }

    @Test
    void aShortTextFindsWhatBeginsWithIt() {
        rows.certificate("x1.example.com", SOON);
        rows.certificate("a.x1.example.com", SOON);

        assertThat(hits("x1")).containsExactly("x1.example.com");
    }

    @Test
    void findsServersAndBotsByNameAndAddress() {
        rows.server("Shop, web node 8", "198.51.100.28", null, "UNREACHABLE");
        rows.bot("branch-graz", Duration.ZERO);

        assertThat(hits("WEB node")).containsExactly("Shop, web node 8");
        assertThat(hits("51.100")).containsExactly("Shop, web node 8");
        assertThat(hits("graz")).containsExactly("branch-graz");
        assertThat(hits("192.0.2.77")).containsExactly("branch-graz");
        assertThat(text(search("graz")))
                .contains("href=\"/provisioning/bots?q=graz\">Show in Bots", ">Pending<");
    }

    @Test
    void theGroupWithTheExactHitComesFirst() {
        rows.certificate("graz.example.com", SOON);
        rows.bot("graz", Duration.ZERO);

        assertThat(hits("graz")).containsExactly("graz", "graz.example.com");
    }

    @Test
    void nothingFoundSaysWhatIsFoundHow() {
        assertThat(text(search("nosuchname"))).contains("Nothing found", "at least 3 characters");
        assertThat(text(search("a".repeat(40)))).contains("SHA-1", "SHA-256 fingerprint is");
        assertThat(text(search(null))).contains("Search everything", "at least 8 digits");
        assertThat(text(search(" \u0000 "))).contains("Search everything");
    }

    @Test
    void keepsWhatWasTypedInTheField() {
        assertThat(text(search("a\"b<c"))).contains("value=\"a&quot;b&lt;c\"");
    }

    @Test
    void suggestsAFewAndTheWayToAll() {
        for (var i = 0; i < 7; i++) rows.certificate("shop%d.example".formatted(i), SOON);

        var page = get("/search/suggestions", "shop", "AUDITOR");
        assertThat(text(page))
                .doesNotContain("<html")
                .contains("role=\"option\"", "shop4.example", "All results for “shop”")
                .doesNotContain("shop5.example");
        assertThat(text(get("/search/suggestions", "", "AUDITOR")).strip()).isEmpty();
    }

    @Test
    void isForWhoIsSignedIn() {
        assertThat(pages.get().uri("/search?q=a").exchange()).hasStatus(HttpStatus.FOUND);
        for (var role : List.of("AUDITOR", "OPERATOR", "ADMINISTRATOR"))
            assertThat(get("/search", "a", role)).hasStatusOk();
    }

    private List<String> hits(String typed) {
        return HIT.matcher(text(search(typed)))
                .results()
                .map(it -> HtmlUtils.htmlUnescape(it.group(1)))
                .toList();
    }

    private MvcTestResult search(@Nullable String typed) {
        return get("/search", typed, "AUDITOR");
    }

    private MvcTestResult get(String path, @Nullable String typed, String role) {
        var request = pages.get().uri(path).with(user("eva").roles(role));
        return (typed == null ? request : request.param("q", typed)).exchange();
    }

    private static String text(MvcTestResult page) {
        assertThat(page).hasStatusOk();
        try {
            return page.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
