package org.certwright.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.certwright.server.ScriptedBot.binding;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.certwright.Browser;
import org.certwright.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** A server is added, tested and looked at with a real browser. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({TestDatabase.class, ServerReadingTests.Scripted.class})
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class ServerBrowserTests {

    private static final Pattern LINK = Pattern.compile("/setup\\?token=(\\S+)");

    @LocalServerPort private int port;
    @Autowired private ScriptedBot bot;

    @Test
    void addsAServerWithTheConnectionTestBesideTheForm(CapturedOutput log) {
        bot.bindings = List.of(binding("shop.example.com"), binding("img.example.com"));
        try (var browser = Browser.at("http://localhost:" + port)) {
            var page = browser.page();
            signIn(page, log);
            page.navigate("/provisioning/servers");
            browser.look("servers-empty");
            link(page, "Add Server").first().click();
            browser.look("server-add");

            fillsInTheForm(browser, page);
            trustsTheHostKeyInTheForm(browser, page);

            button(page, "Save server").click();
            assertThat(page).hasURL(Pattern.compile(".*/servers/\\d+"));
            button(page, "Test connection").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("passed");
            assertThat(page.locator("table")).containsText("shop.example.com");
            browser.look("server-details");

            bot.presented = ScriptedBot.OTHER;
            button(page, "Test connection").click();
            assertThat(page.locator("#host-key")).containsText("The host key has changed");
            browser.look("server-key-changed");

            link(page, "Edit").click();
            browser.look("server-edit");
            page.goBack();
            link(page, "Delete").click();
            browser.look("server-delete");
            page.navigate("/provisioning/servers");
            browser.look("servers");
            page.navigate("/provisioning/bots");
            assertThat(page.locator("table")).containsText("Active");
            browser.look("bots");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void fillsInTheForm(Browser browser, Page page) {
        page.getByLabel("Tomcat").check();
        assertThat(page.getByLabel("Tomcat Path")).isVisible();
        browser.look("server-add-tomcat");
        page.getByLabel("Private key", exactly()).first().check();
        assertThat(page.getByLabel("Passphrase")).isVisible();
        assertThat(page.locator("#password")).isHidden();
        browser.look("server-add-key");
        page.getByLabel("Password", exactly()).first().check();
        page.locator("#password").fill("typed before the type was chosen");
        page.getByLabel("Nginx").check();
        assertThat(page.getByLabel("Nginx Path")).isVisible();
        assertThat(page.locator("#password")).hasValue("typed before the type was chosen");

        button(page, "Save server").click();
        assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("need a correction");
        browser.look("server-add-errors");

        page.getByLabel("Description").fill("Shop, web node 8");
        page.getByLabel("IP Address").fill("198.51.100.28");
        page.getByLabel("Username").fill("certwright");
        page.locator("#password").fill("typed again");
        page.getByLabel("Nginx Path").fill("/etc/nginx");
    }

    private static void trustsTheHostKeyInTheForm(Browser browser, Page page) {
        button(page, "Test connection").click();
        assertThat(page.locator("#check")).containsText("Is this the right host key?");
        assertThat(page.locator("#password")).hasValue("typed again");
        browser.look("server-test-unknown");
        button(page, "It matches: trust this key").click();
        assertThat(page.locator("#check")).containsText("Passed");
        browser.look("server-test-passed");
    }

    private static void signIn(Page page, CapturedOutput log) {
        var link = LINK.matcher(log.getAll());
        assertThat(link.find()).as("set-up link in the log").isTrue();
        page.navigate("/setup?token=" + link.group(1));
        page.getByLabel("Name", exactly()).fill("Maria Huber");
        page.getByLabel("User name").fill("maria");
        page.getByLabel("Password", exactly()).fill(Browser.PASSWORD);
        page.getByLabel("Password again").fill(Browser.PASSWORD);
        button(page, "Create administrator and sign in").click();
        assertThat(page).hasURL(Pattern.compile(".*/provisioning"));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }
}
