package org.certwright;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Makes the pictures of lists for the documentation: {@code -Dpictures=folder}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "certwright.dashboard.kept=PT0S")
@Import(TestDatabase.class)
@EnabledIfSystemProperty(named = "pictures", matches = ".+")
class PicturesTests {

    @LocalServerPort private int port;
    @Autowired private Company company;
    @Autowired private JdbcClient database;
    @Autowired private PasswordEncoder passwords;

    @Test
    void picturesOfListsForTheDocumentation() {
        company.clear();
        company.bots();
        company.certificates(190);
        company.deployments();
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            company.heartbeat();
            page.navigate("/provisioning/bots");
            take(page, "bots");
            dashboard(browser);
            certificates(page);
            filterForm(browser);
            bulk(page);
            audit(page);
        }
        company.clear();
    }

    private void dashboard(Browser browser) {
        var page = browser.page();
        company.heartbeat();
        page.navigate("/provisioning");
        for (var it : new String[] {"expiry-weeks", "renewal-days"})
            page.waitForFunction(
                    "id => { const it = document.querySelector(`canvas[data-cw-chart=${id}]`);"
                            + " return it && Chart.getChart(it); }",
                    it);
        page.waitForTimeout(1_500); // the bars grow
        page.setViewportSize(1440, 1580);
        take(page, "dashboard");
        page.setViewportSize(1440, 900);
    }

    private void certificates(Page page) {
        page.navigate(
                "/provisioning/certificates?by=name&op=contains&value=shop"
                        + "&by=expires-within&op=less-than&value=200&sort=expires-within,asc");
        take(page, "certificates");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.evaluate("() => document.documentElement.setAttribute('data-bs-theme', 'dark')");
        page.waitForTimeout(500);
        take(page, "certificates-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private void filterForm(Browser browser) {
        var page = browser.page();
        page.navigate("/provisioning/certificates");
        page.locator("#add-filter").click();
        assertThat(page.locator("#filter-column")).isFocused();
        page.locator("#filter-column").selectOption("Expires Within");
        assertThat(page.locator("#filter-operator")).containsText("Less than");
        browser.settled();
        page.locator("#filter-value").fill("30");
        button(page, "Columns").click();
        take(page, "filter-and-columns");
    }

    private void bulk(Page page) {
        page.navigate("/provisioning/certificates?by=name&op=contains&value=vienna");
        page.locator("[data-cw-all]").check();
        page.locator("#bulk")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Renew").setExact(true))
                .click();
        page.getByLabel("Batch Name").fill("Vienna, before the holidays");
        page.locator("main form button[type=submit]").first().click();
        assertThat(page.locator("main"))
                .containsText("Show this batch", new ContainsTextOptions().setTimeout(60_000));
        take(page, "bulk");
    }

    private void audit(Page page) {
        page.navigate("/provisioning/bots?by=name&op=equals&value=porto-branch");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Select Action for porto-branch"))
                .click();
        page.getByText("Configure Bot").first().click();
        page.getByLabel("Description").fill("Porto, Rua das Flores");
        page.getByLabel("Tags").fill("site=porto, owner=shops");
        page.getByLabel("Group").selectOption("Data centres");
        button(page, "Save bot").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("porto-branch");
        page.navigate("/admin/audit");
        page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText("porto-branch"))
                .first()
                .locator(".cw-name")
                .click();
        assertThat(page.locator("main")).containsText("Before and after");
        take(page, "audit-entry");
    }

    private static void take(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of(System.getProperty("pictures"), "docs-" + name + ".png")));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }
}
