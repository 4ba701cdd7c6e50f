package org.certwright.shell;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.certwright.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;

/** From the set-up link in the log to the log-out, by mouse and keyboard, in a real browser. */
@ShellTest
@DirtiesContext(classMode = ClassMode.BEFORE_CLASS) // the link stands in the log of a start
@ExtendWith(OutputCaptureExtension.class)
class BrowserTests {

    private static final Pattern LINK = Pattern.compile("/setup\\?token=(\\S+)");

    @LocalServerPort private int port;

    @Test
    void leadsFromTheSetUpLinkToTheFirstPageAndOutAgain(CapturedOutput log) {
        try (var browser = Browser.at("http://localhost:" + port)) {
            var page = browser.page();
            page.navigate("/");
            assertThat(page).hasURL(Pattern.compile(".*/login"));
            assertThat(page.getByRole(AriaRole.MAIN)).containsText("No administrator exists yet");
            browser.look("login");

            page.navigate("/setup?token=" + token(log));
            page.getByLabel("Name", exactly()).fill("Maria Huber");
            page.getByLabel("User name").fill("Maria.Huber");
            page.getByLabel("Password", exactly()).fill("maria.huber 2026");
            page.getByLabel("Password again").fill("something else here");
            button(page, "Create administrator and sign in").click();
            assertThat(page.locator("#password-help"))
                    .containsText("It must not contain the user name.");
            assertThat(page.getByLabel("Password", exactly())).hasValue("");
            assertThat(page.getByLabel("User name")).hasValue("Maria.Huber");
            browser.look("setup");

            page.getByLabel("Password", exactly()).fill(Browser.PASSWORD);
            page.getByLabel("Password again").fill(Browser.PASSWORD);
            button(page, "Create administrator and sign in").click();
            assertThat(page).hasURL(Pattern.compile(".*/provisioning"));
            assertThat(page).hasTitle("Provisioning Dashboard · Certwright");
            browser.look("dashboard");

            usesTheKeyboardAlone(page);
            switchesTheTheme(page);
            showsEachPage(browser, page, log);
            makesAToken(browser, page);
            invitesAColleague(browser, page);
            verifiesTheAuditLog(browser, page);

            page.navigate("/setup?token=" + token(log));
            assertThat(page.getByRole(AriaRole.MAIN)).containsText("This link has ended");
            assertThat(browser.complaints()).singleElement().asString().contains("404");
            browser.complaints().clear();

            page.navigate("/provisioning");
            button(page, "User menu").click();
            button(page, "Sign out").click();
            assertThat(page.getByRole(AriaRole.MAIN)).containsText("You are signed out.");
            page.navigate("/provisioning");
            assertThat(page).hasURL(Pattern.compile(".*/login"));

            logsInAfterAWrongPassword(browser, page);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void usesTheKeyboardAlone(Page page) {
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to content")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#main")).isFocused();

        button(page, "User menu").focus();
        page.keyboard().press("Enter");
        assertThat(button(page, "User menu")).hasAttribute("aria-expanded", "true");
        page.keyboard().press("ArrowDown");
        assertThat(page.getByText("Profile and time zone")).isFocused();
        page.keyboard().press("Escape");
        assertThat(button(page, "User menu")).hasAttribute("aria-expanded", "false");
    }

    private static void switchesTheTheme(Page page) {
        var root = page.locator("html");
        assertThat(root).hasAttribute("data-bs-theme", "light");
        button(page, "Switch between light and dark").click();
        assertThat(root).hasAttribute("data-bs-theme", "dark");
        page.reload();
        assertThat(root).hasAttribute("data-bs-theme", "dark");
        button(page, "Switch between light and dark").click();
    }

    private static void showsEachPage(Browser browser, Page page, CapturedOutput log) {
        page.navigate("/try");
        browser.look("parts");
        page.getByLabel("Port").fill("84430");
        page.getByLabel("IP Address").fill("");
        button(page, "Save server").click();
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("2 fields need");
        browser.look("form-errors");

        page.setViewportSize(390, 900);
        var toggler = button(page, "Open navigation");
        assertThat(toggler).isVisible();
        toggler.click();
        assertThat(page.getByText("Users")).isVisible();
        page.setViewportSize(1440, 900);

        page.navigate("/profile");
        browser.look("profile");
        page.getByLabel("Time zone").selectOption("Pacific/Auckland");
        button(page, "Save profile").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("Profile saved.");
        browser.look("profile-saved");
        assertThat(browser.complaints()).isEmpty();

        var broken = Objects.requireNonNull(page.navigate("/try/broken"));
        assertThat(broken.headerValue("content-security-policy")).contains("default-src 'self'");
        assertThat(broken.headerValue("cache-control")).contains("no-store");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("request");
        assertThat(page.content()).doesNotContain("nobody may see").doesNotContain("Exception");
        var incident = page.locator("main .font-monospace").last().innerText();
        assertThat(log.getAll()).contains("Request " + incident + " failed: GET /try/broken");
        browser.look("5xx");
        page.navigate("/try/missing/42");
        browser.look("404");
        page.navigate("/no-such-page");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("There is no page at this address");
        page.navigate("/try/missing/not-a-number");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("could not be understood");
        assertThat(browser.complaints()).allMatch(it -> it.contains("the server responded with"));
        browser.complaints().clear();
    }

    private static void makesAToken(Browser browser, Page page) {
        page.navigate("/profile");
        page.getByLabel("Token name").fill("nightly-report");
        page.getByLabel("Expires after").selectOption("30 days");
        page.getByLabel("Present password").last().fill(Browser.PASSWORD);
        button(page, "Create API token").click();
        assertThat(page.locator("#secret")).containsText("cw_");
        browser.look("token");
        page.navigate("/profile");
        assertThat(page.getByRole(AriaRole.REGION, named("API tokens")))
                .containsText("nightly-report");
        browser.look("profile-token");
    }

    private static void verifiesTheAuditLog(Browser browser, Page page) {
        page.navigate("/admin/audit");
        browser.look("audit");
        page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText("Disabled"))
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("status: Disabled");
        browser.look("audit-entry");
        page.getByText("Verify").click();
        button(page, "Verify now").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("The chain is whole.");
        browser.look("verify");
        page.getByLabel("Hash noted earlier").fill("0".repeat(64));
        button(page, "Verify now").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("No entry has the hash you noted.");
        browser.look("verify-cut");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static void invitesAColleague(Browser browser, Page page) {
        page.navigate("/admin/users/new");
        browser.look("user-form");
        page.getByLabel("Name", exactly()).fill("Eva Klein");
        page.getByLabel("User name").fill("eva");
        page.getByLabel("Auditor").check();
        button(page, "Create user").click();
        browser.look("user-link");
        var link = page.locator("#link").innerText();
        page.navigate("/admin/users");
        assertThat(page.getByRole(AriaRole.TABLE)).containsText("Invited");
        browser.look("users");

        try (var other = Browser.at(link.replaceFirst("(//[^/]+).*", "$1"))) {
            other.page().navigate(link);
            other.look("invitation");
            other.page().getByLabel("Password", exactly()).fill("an auditor's long sentence");
            other.page().getByLabel("Password again").fill("an auditor's long sentence");
            button(other.page(), "Set password and sign in").click();
            assertThat(other.page()).hasURL(Pattern.compile(".*/provisioning"));
            assertThat(other.complaints()).isEmpty();
            other.page().navigate("/admin/users/new");
            assertThat(other.page().getByRole(AriaRole.MAIN))
                    .containsText("Your role does not allow this");
            other.look("403");

            page.navigate("/admin/users");
            page.getByText("Eva Klein").first().click();
            assertThat(page.getByRole(AriaRole.REGION, named("Sessions"))).containsText("Chrome");
            browser.look("user");
            page.navigate("/admin/users");
            page.onDialog(it -> it.accept());
            page.getByLabel("Select Action for Eva Klein").click();
            button(page, "Disable").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Eva Klein is disabled");
            other.page().reload();
            assertThat(other.page()).hasURL(Pattern.compile(".*/login"));
        }
    }

    private static void logsInAfterAWrongPassword(Browser browser, Page page) {
        page.getByLabel("User name").fill("maria.huber");
        page.getByLabel("Password").fill("a wrong password");
        button(page, "Sign in").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("After 4 more attempts");
        assertThat(page.getByLabel("User name")).hasValue("maria.huber");
        browser.look("login-failed");
        page.getByLabel("Password").fill(Browser.PASSWORD);
        button(page, "Sign in").click();
        assertThat(page).hasURL(Pattern.compile(".*/provisioning.*"));
    }

    private static String token(CapturedOutput log) {
        Matcher link = LINK.matcher(log.getAll());
        assertThat(link.find()).as("set-up link in the log").isTrue();
        return link.group(1);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }
}
