package org.certwright.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.certwright.Browser;
import org.certwright.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The dashboard, the search and S/MIME users, full of rows, with mouse and keyboard. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "certwright.dashboard.kept=PT0S") // not what stood there in another test
@Import(TestDatabase.class)
class DashboardBrowserTests {

    @LocalServerPort private int port;
    @Autowired private Rows rows;
    @Autowired private JdbcClient database;
    @Autowired private PasswordEncoder passwords;

    @BeforeEach
    @AfterEach
    void clear() {
        rows.clear();
    }

    @Test
    void showsWhatIsWhereAndKeepsItUpToDateWithoutFlicker() {
        fill();
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            drawsItsCharts(page);
            browser.look("dashboard");
            aBarLeadsToItsList(page);
            changesOnlyWhatIsNew(page);
            saysWhenItIsNotUpToDate(browser, page);

            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void drawsItsCharts(Page page) {
        for (var it : List.of("expiry-weeks", "renewal-days"))
            page.waitForFunction(
                    "id => { const canvas = document.querySelector(`canvas[data-cw-chart=${id}]`);"
                            + " return canvas && Chart.getChart(canvas); }",
                    it);
        var table = page.locator("#panel-expiry details");
        assertThat(page.locator("#expiry-weeks")).not().isVisible();
        table.locator("summary").click();
        assertThat(page.locator("#expiry-weeks")).isVisible();
        table.locator("summary").click();
    }

    private static void aBarLeadsToItsList(Page page) {
        // the window was narrow a moment ago: a bar is where it is once it has stayed there
        var bar =
                (List<?>)
                        page.waitForFunction(
                                        """
                                        () => {
                                            const canvas = document.querySelector('canvas[data-cw-chart=expiry-weeks]');
                                            canvas.scrollIntoView();
                                            const chart = Chart.getChart(canvas);
                                            const week = chart.data.datasets[1].data.findIndex(it => it > 0);
                                            const bar = chart.getDatasetMeta(1).data[week];
                                            const box = canvas.getBoundingClientRect();
                                            const spot = [box.left + bar.x, box.top + (bar.y + bar.base) / 2];
                                            const stayed = String(spot) === window.formerSpot;
                                            window.formerSpot = String(spot);
                                            return stayed && spot;
                                        }\
                                        """,
                                        null,
                                        new Page.WaitForFunctionOptions().setPollingInterval(200))
                                .jsonValue();
        page.mouse().click(number(bar.get(0)), number(bar.get(1)));
        page.waitForURL("**/provisioning/certificates?by=managed**");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("No, nobody renews it");
        page.goBack();
    }

    private static double number(Object it) {
        return ((Number) it).doubleValue();
    }

    private void changesOnlyWhatIsNew(Page page) {
        var explanation = page.getByLabel(Pattern.compile("^About Mapped Servers"));
        explanation.focus();
        var text = page.locator(".tooltip");
        assertThat(text).containsText("Servers with a provisioning bot");
        page.evaluate("() => { window.kept = document.querySelector('#live .cw-tile'); }");

        rows.server("Brand new", "198.51.100.99", null, "UNREACHABLE");
        refresh(page);

        assertThat(page.locator("#live")).containsText("Brand new");
        assertThat(text).containsText("Servers with a provisioning bot");
        assertThat(explanation).isFocused();
        assertThat(page.evaluate("() => window.kept === document.querySelector('#live .cw-tile')"))
                .isEqualTo(true);
        assertThat(page.locator("#navigation .cw-count-bad")).containsText("4");

        assertThat(refreshedUntilNothingChanges(page)).contains(304);
        assertThat(page.locator("#live")).containsText("Brand new");
        page.keyboard().press("Escape");
    }

    /** Times are told by the minute: now and then one passes in between. */
    private static List<Integer> refreshedUntilNothingChanges(Page page) {
        var statuses = new ArrayList<Integer>();
        while (statuses.size() < 3 && !statuses.contains(304))
            statuses.add(
                    page.waitForResponse("**/provisioning/live", () -> refresh(page)).status());
        return statuses;
    }

    private static void saysWhenItIsNotUpToDate(Browser browser, Page page) {
        var note = page.locator("[data-cw-stale]");
        assertThat(note).not().isVisible();
        page.route("**/provisioning/live", Route::abort);
        refresh(page);
        assertThat(note).containsText("Not brought up to date since");
        browser.look("dashboard-stale");
        page.unroute("**/provisioning/live");
        refresh(page);
        assertThat(note).not().isVisible();
        browser.complaints()
                .removeIf(it -> it.matches("(?s).*(ERR_FAILED|sendError|htmx:afterRequest).*"));
    }

    private static void refresh(Page page) {
        page.evaluate("() => htmx.trigger('#live', 'cw:refresh')");
    }

    @Test
    void searchesWithTheKeyboardAlone() {
        fill();
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.navigate("/provisioning/servers");
            var field = page.getByRole(AriaRole.COMBOBOX, named("Search everything"));
            var list = page.locator("#suggestions");

            page.keyboard().press("/");
            assertThat(field).isFocused();
            assertThat(field).hasValue("");
            page.keyboard().type("shop/");
            assertThat(field).hasValue("shop/");
            page.keyboard().press("Backspace");
            assertThat(list.getByRole(AriaRole.OPTION)).hasCount(4);
            assertThat(field).hasAttribute("aria-expanded", "true");

            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
            assertThat(list.locator("[aria-selected=true]")).containsText("shop2.example.com");
            assertThat(field).hasAttribute("aria-activedescendant", "suggestion-0-1");
            browser.look("suggestions");
            page.keyboard().press("Escape");
            assertThat(list).not().isVisible();
            assertThat(field).hasValue("shop");

            page.keyboard().press("ArrowUp");
            assertThat(list.locator("[aria-selected=true]")).containsText("All results");
            page.keyboard().press("Enter");
            page.waitForURL("**/search?q=shop");
            assertThat(page.locator("h1")).hasText("Search: shop");
            browser.look("search");

            page.keyboard().press("/");
            page.keyboard().type("5E:C1:07:3A:FF");
            page.keyboard().press("Enter");
            page.waitForURL("**/search?q=5E**");
            assertThat(page.getByRole(AriaRole.MAIN)).containsText("portal.example.com");
            page.keyboard().press("/");
            page.keyboard().type("no such thing");
            assertThat(list).containsText("Nothing found");
            page.keyboard().press("Enter");
            page.waitForURL("**/search?q=no**");
            browser.look("search-nothing");

            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void importsAndIgnoresASmimeUser() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.navigate("/provisioning");
            page.getByText("Connect to Azure AD").click();
            assertThat(page.getByRole(AriaRole.MAIN)).containsText("does not read Azure AD yet");
            page.getByText("Import Manually").first().click();
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Ada");
            page.getByLabel("Email ID").fill("ada@nowhere");
            page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("#email-help")).containsText("“nowhere” is not a domain");
            browser.look("smime-errors");
            page.getByText("Reset").click();
            assertThat(page.getByLabel("Email ID")).hasValue("");

            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Ada");
            page.getByLabel("Email ID").fill("ada@example.com");
            page.getByText("Save", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("is imported");
            page.getByRole(AriaRole.BUTTON, named("Select Action for Ada")).click();
            page.getByText("Ignore Email").last().click();
            assertThat(page.locator("tbody")).containsText("Ignored");
            browser.look("smime");

            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void fill() {
        for (var i = 1; i <= 3; i++) {
            var id = rows.certificate("shop%d.example.com".formatted(i), Duration.ofDays(60L + i));
            rows.managed(id);
        }
        rows.certificate("legacy.example.com", Duration.ofDays(20));
        var portal = rows.certificate("portal.example.com", Duration.ofDays(9));
        rows.managed(portal);
        rows.version(portal, 2, "5ec1073aff" + "0".repeat(54), "77");
        rows.status(portal, "ROLLED_BACK", "web-02: the former certificate was still served");
        rows.deployment(
                portal,
                null,
                "ROLLED_BACK",
                "{\"code\":\"PROOF_FAILED\",\"message\":\"x\",\"words\":\"Permission denied\"}");
        var graz = rows.bot("branch-graz", Duration.ofMinutes(47));
        rows.server("Branch web 1", "198.51.100.1", graz, "UNREACHABLE");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
