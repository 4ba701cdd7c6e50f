package org.certwright.bot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
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

/** Bots, groups and tags are made, looked at and deleted with a real browser. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(TestDatabase.class)
class BotBrowserTests {

    @LocalServerPort private int port;
    @Autowired private BotFixtures fixtures;
    @Autowired private JdbcClient database;
    @Autowired private PasswordEncoder passwords;

    @BeforeEach
    @AfterEach
    void clear() {
        fixtures.clear();
    }

    @Test
    void createsABotUsesItAndDeletesIt() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.onDialog(Dialog::accept);

            createsAGroup(browser, page);
            createsABot(browser, page);
            lookAtABotThatWorks(browser, page);
            rotatesAndRevokesTheToken(browser, page);
            looksAtTags(browser, page);
            deletesTheBotAndTheGroup(browser, page);

            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void createsAGroup(Browser browser, Page page) {
        page.navigate("/admin/groups");
        browser.look("groups-empty");
        link(page, "Create group").first().click();
        page.getByLabel("Name").fill("Sites / Dublin");
        page.getByLabel("Description").fill("All that runs in Ireland");
        browser.look("group-form");
        button(page, "Create group").click();
        assertThat(page.locator("table")).containsText("Sites / Dublin");
        browser.look("groups");
    }

    private void createsABot(Browser browser, Page page) {
        database.sql("insert into tag (key, value) values ('owner', 'netops')").update();
        page.navigate("/provisioning/bots");
        link(page, "Create Bot").click();
        page.getByLabel("Bot Name").fill("dmz dublin");
        page.getByLabel("Tags").fill("site=dub, critical");
        button(page, "Create Bot").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("2 fields need a correction");
        browser.look("bot-form-errors");

        page.getByLabel("Bot Name").fill("dmz-dublin");
        page.getByLabel("Group").selectOption("Sites / Dublin");
        page.getByLabel("Description").fill("New site, to be installed in December");
        page.getByLabel("Tags").fill("site=dub, ow");
        assertThat(page.locator("#tags-in-use option"))
                .hasAttribute("value", "site=dub, owner=netops");
        page.getByLabel("Tags").fill("site=dub, owner=netops");
        browser.look("bot-form");
        button(page, "Create Bot").click();
        assertThat(page.locator("h1")).hasText("Bot dmz-dublin is created");
        assertThat(page.locator("#token")).hasText(Pattern.compile("cwb_\\S{43}"));
        browser.look("bot-created");
        link(page, "Done").click();
    }

    private void lookAtABotThatWorks(Browser browser, Page page) {
        assertThat(page.locator("h1")).containsText("Pending Activation");
        browser.look("bot-pending");
        var id = Long.parseLong(page.url().replaceAll(".*/", ""));
        database.sql(
                        """
                        update bot set software_version = '1.0.0',
                          operating_system = 'Linux 6.12.48', ip_address = '198.51.100.10'
                        where id = ?
                        """)
                .param(id)
                .update();
        fixtures.heardFrom(id);
        fixtures.server("Intranet", id);
        fixtures.deployment(
                fixtures.certificate("www.example.com", id),
                fixtures.server("Shop, web node 8", id));
        page.reload();
        assertThat(page.locator("h1")).containsText("Active");
        browser.look("bot-active");
        link(page, "Configure Bot").click();
        browser.look("bot-configure");
        page.goBack();
    }

    private static void rotatesAndRevokesTheToken(Browser browser, Page page) {
        var url = page.url();
        button(page, "Rotate token").click();
        assertThat(page.locator("h1")).hasText("New token for bot dmz-dublin");
        page.navigate(url);
        button(page, "Revoke token").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("is revoked");
        browser.look("bot-revoked");
    }

    private static void looksAtTags(Browser browser, Page page) {
        var bot = page.url();
        page.navigate("/admin/tags");
        assertThat(page.locator("table")).containsText("owner=netops");
        browser.look("tags");
        page.getByLabel("Rename owner=netops").click();
        browser.look("tag-form");
        page.goBack();
        page.getByLabel("Delete owner=netops").click();
        browser.look("tag-delete");
        page.navigate(bot);
    }

    private static void deletesTheBotAndTheGroup(Browser browser, Page page) {
        link(page, "Delete Bot").click();
        assertThat(page.locator("main")).containsText("2 servers and 1 certificate");
        browser.look("bot-delete-in-use");
        page.navigate("/admin/groups");
        page.getByLabel("Delete Sites / Dublin").click();
        browser.look("group-delete-in-use");
        page.goBack();
        page.navigate("/provisioning/bots");
        link(page, "dmz-dublin").click();
        link(page, "Delete Bot").click();
        page.getByLabel("Map them to").selectOption(new SelectOption().setIndex(1));
        button(page, "Move and delete").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Bot dmz-dublin deleted.");
        browser.look("bots");
        link(page, "embedded").click();
        browser.look("bot-embedded");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
