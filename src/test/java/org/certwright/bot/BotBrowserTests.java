package org.certwright.bot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
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

/** Bots, groups and tags are made, looked at and deleted with a real browser. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(TestDatabase.class)
class BotBrowserTests {

    private static final String PASSWORD = "correct horse battery staple";

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
        try (var browser = Browser.at("http://localhost:" + port)) {
            var page = browser.page();
            page.onDialog(Dialog::accept);
            signIn(page);

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
        look(browser, "groups-empty");
        link(page, "Create group").first().click();
        page.getByLabel("Name").fill("Sites / Dublin");
        page.getByLabel("Description").fill("All that runs in Ireland");
        look(browser, "group-form");
        button(page, "Create group").click();
        assertThat(page.locator("table")).containsText("Sites / Dublin");
        look(browser, "groups");
    }

    private void createsABot(Browser browser, Page page) {
        database.sql("insert into tag (key, value) values ('owner', 'netops')").update();
        page.navigate("/provisioning/bots");
        link(page, "Create Bot").click();
        page.getByLabel("Bot Name").fill("dmz dublin");
        page.getByLabel("Tags").fill("site=dub, critical");
        button(page, "Create Bot").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("2 fields need a correction");
        look(browser, "bot-form-errors");

        page.getByLabel("Bot Name").fill("dmz-dublin");
        page.getByLabel("Group").selectOption("Sites / Dublin");
        page.getByLabel("Description").fill("New site, to be installed in December");
        page.getByLabel("Tags").fill("site=dub, ow");
        assertThat(page.locator("#tags-in-use option"))
                .hasAttribute("value", "site=dub, owner=netops");
        page.getByLabel("Tags").fill("site=dub, owner=netops");
        look(browser, "bot-form");
        button(page, "Create Bot").click();
        assertThat(page.locator("h1")).hasText("Bot dmz-dublin is created");
        assertThat(page.locator("#token")).hasText(Pattern.compile("cwb_\\S{43}"));
        look(browser, "bot-created");
        link(page, "Done").click();
    }

    private void lookAtABotThatWorks(Browser browser, Page page) {
        assertThat(page.locator("h1")).containsText("Pending Activation");
        look(browser, "bot-pending");
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
        look(browser, "bot-active");
        link(page, "Configure Bot").click();
        look(browser, "bot-configure");
        page.goBack();
    }

    private static void rotatesAndRevokesTheToken(Browser browser, Page page) {
        var url = page.url();
        button(page, "Rotate token").click();
        assertThat(page.locator("h1")).hasText("New token for bot dmz-dublin");
        page.navigate(url);
        button(page, "Revoke token").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("is revoked");
        look(browser, "bot-revoked");
    }

    private static void looksAtTags(Browser browser, Page page) {
        var bot = page.url();
        page.navigate("/admin/tags");
        assertThat(page.locator("table")).containsText("owner=netops");
        look(browser, "tags");
        page.getByLabel("Rename owner=netops").click();
        look(browser, "tag-form");
        page.goBack();
        page.getByLabel("Delete owner=netops").click();
        look(browser, "tag-delete");
        page.navigate(bot);
    }

    private static void deletesTheBotAndTheGroup(Browser browser, Page page) {
        link(page, "Delete Bot").click();
        assertThat(page.locator("main")).containsText("2 servers and 1 certificate");
        look(browser, "bot-delete-in-use");
        page.navigate("/admin/groups");
        page.getByLabel("Delete Sites / Dublin").click();
        look(browser, "group-delete-in-use");
        page.goBack();
        page.navigate("/provisioning/bots");
        link(page, "dmz-dublin").click();
        link(page, "Delete Bot").click();
        page.getByLabel("Map them to").selectOption(new SelectOption().setIndex(1));
        button(page, "Move and delete").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("Bot dmz-dublin deleted.");
        look(browser, "bots");
        link(page, "embedded").click();
        look(browser, "bot-embedded");
    }

    private void signIn(Page page) {
        database.sql(
                        """
                        insert into app_user
                            (username, display_name, password_hash, role, time_zone, created_at)
                        values ('maria', 'Maria Huber', ?, 'ADMINISTRATOR', 'UTC', now())
                        on conflict do nothing
                        """)
                .param(passwords.encode(PASSWORD))
                .update();
        page.navigate("/login");
        page.getByLabel("User name").fill("maria");
        page.getByLabel("Password").fill(PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/provisioning*");
    }

    private static void look(Browser browser, String name) {
        for (var theme : List.of("light", "dark")) {
            browser.theme(theme);
            assertThat(browser.violations()).as(name + ", " + theme).isEmpty();
            if (System.getProperty("pictures") instanceof String folder) {
                for (var width : List.of(1440, 390)) {
                    browser.picture(
                            Path.of(folder, "%s-%s-%d.png".formatted(name, theme, width)), width);
                }
            }
        }
        browser.theme("light");
        for (var width : List.of(1280, 390)) {
            assertThat(browser.scrollsSideways(width)).as(name + " at " + width).isFalse();
        }
        browser.page().setViewportSize(1440, 900);
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
