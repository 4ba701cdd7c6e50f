package org.certwright.certificate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.certwright.Browser;
import org.certwright.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The pages of certificates in a real browser: both themes, wide and narrow, with long names. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestDatabase.class)
class CertificateBrowserTests {

    private static final String LIST = "/provisioning/certificates";

    @LocalServerPort private int port;
    @Autowired private CertificateFixtures fixtures;
    @Autowired private JdbcClient database;
    @Autowired private PasswordEncoder passwords;

    @BeforeEach
    void administrator() {
        fixtures.clear();
    }

    @Test
    void showsEachPageInBothThemesWideAndNarrow() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.navigate(LIST);
            browser.look("certificates-empty");

            var id = fixtures.found(names(), other("intranet.example.com", 20), other("legacy", 4));
            fixtures.connector();
            page.navigate(LIST);
            browser.look("certificates");
            page.getByRole(AriaRole.BUTTON, named("Select Action for intranet.example.com"))
                    .click();
            assertThat(page.getByText("View Certificate").nth(1)).isVisible();

            for (var tab : List.of("", "/versions", "/chain", "/activity", "/delete")) {
                page.navigate(LIST + "/" + id + tab);
                browser.look("certificate" + tab.replace('/', '-'));
            }
            for (var form : List.of("/order")) {
                page.navigate(LIST + form);
                browser.look("certificates" + form.replace('/', '-'));
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void configuresACertificateWithATargetAddedInPlace() {
        var id = fixtures.found(other("www.example.com", 60), other("shop.example.com", 60));
        fixtures.connector();
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.navigate(LIST + "/" + id);
            page.getByLabel("Names").fill("www.example.com\nwww2.example.com");
            page.getByRole(AriaRole.BUTTON, named("Remove target 1")).click();
            assertThat(page.locator("#targets")).containsText("No target yet");
            browser.settled();
            page.getByLabel("Server", new Page.GetByLabelOptions().setExact(true))
                    .selectOption("web-01");
            page.getByLabel("Place", new Page.GetByLabelOptions().setExact(true))
                    .selectOption(
                            "shop.example.com, port 443 (/etc/nginx/conf.d/shop.example.com.conf:14)");
            page.getByRole(AriaRole.BUTTON, named("Add target")).click();
            assertThat(page.locator("#targets tbody")).containsText("shop.example.com, port 443");
            assertThat(page.getByLabel("Names")).hasValue("www.example.com\nwww2.example.com");
            page.getByLabel("CA connector").selectOption("Test CA");
            page.getByRole(AriaRole.BUTTON, named("Save")).last().click();
            assertThat(page.getByRole(AriaRole.MAIN)).containsText("saved");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Leaf names() {
        return Leaf.named(
                "a-very-long-host-name-that-somebody-once-thought-was-a-good-idea.example.com",
                "www.example.com",
                "example.com",
                "cdn.example.com",
                "img.example.com",
                "m.example.com");
    }

    private static Leaf other(String name, int days) {
        var now = Instant.ofEpochMilli(System.currentTimeMillis());
        var day = Duration.ofDays(1);
        return Leaf.of(
                now.minus(day.multipliedBy(90 - days)),
                now.plus(day.multipliedBy(days)),
                "CN=" + name,
                name);
    }
}
