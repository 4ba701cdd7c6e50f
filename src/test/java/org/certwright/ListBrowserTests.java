package org.certwright;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Lists as a person uses them, with the mouse and with the keyboard alone, in a real browser. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestDatabase.class)
class ListBrowserTests {

    private static final String BOTS = "/provisioning/bots";
    private static final String CERTIFICATES = "/provisioning/certificates";

    @LocalServerPort private int port;
    @Autowired private Company company;
    @Autowired private JdbcClient database;
    @Autowired private PasswordEncoder passwords;

    @BeforeEach
    void fill() {
        company.clear();
        company.bots();
    }

    @AfterEach
    void clear() {
        company.clear();
    }

    @Test
    void findsBotsAsInTheScenariosOfTheSpecification() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            company.heartbeat();
            page.navigate(BOTS);
            addFilter(browser, "Status", "Equals", "Active");
            addFilter(browser, "Purpose", "Equals", "Provisioning");
            assertThat(chips(page))
                    .hasText(new String[] {"Status equals Active", "Purpose equals Provisioning"});
            assertThat(names(page)).hasText(new String[] {"graz-branch", "vienna-dmz"});

            page.navigate(BOTS);
            addFilter(browser, "Last Bot Update", "Before", "2026-02-01");
            assertThat(chips(page)).hasText(new String[] {"Last Bot Update before 1 Feb 2026"});
            assertThat(names(page)).hasText(new String[] {"oslo-lab", "zurich-branch"});

            page.navigate(BOTS);
            addFilter(browser, "Created Date", "After", "2026-01-15");
            assertThat(names(page))
                    .hasText(
                            new String[] {
                                "dublin-dmz", "lisbon-branch", "madrid-branch", "porto-branch"
                            });
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aFilterIsChangedLiftedAndRemoved() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.navigate(BOTS);
            page.locator("#add-filter").click();
            choose(browser, "#filter-column", "Created Date");
            browser.look("filter-form");
            link(page, "Cancel").click();
            assertThat(page.locator(".cw-filter")).hasCount(0);
            addFilter(browser, "Bot Name", "Contains", "BRANCH");
            addFilter(browser, "Group", "Equals", "Branches");
            assertThat(names(page)).hasCount(6);

            link(page, "Change filter Bot Name contains BRANCH").click();
            assertThat(page.locator("#filter-value")).hasValue("BRANCH");
            page.locator("#filter-value").fill("branch' or 1=1 --");
            apply(page);
            assertThat(page.getByText("Nothing matches")).isVisible();
            assertThat(page.getByText("Without restriction the list has 11 bots.")).isVisible();

            link(page, "Change filter Bot Name contains branch' or 1=1 --").click();
            page.locator("#filter-value").fill("All");
            apply(page);
            assertThat(chips(page))
                    .hasText(new String[] {"Group equals Branches", "Bot Name contains All"});
            assertThat(names(page)).hasCount(6);

            link(page, "Remove filter Group equals Branches").click();
            assertThat(chips(page)).hasText(new String[] {"Bot Name contains All"});
            assertThat(names(page)).hasCount(11);

            addFilter(browser, "Status", "Equals", "Stopped");
            assertThat(names(page)).hasText(new String[] {"linz-branch"});
            addFilter(browser, "Bot Version", "Contains", "1.0");
            link(page, "Clear all").click();
            assertThat(names(page)).hasCount(11);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aValueThatCannotBeReadIsAskedForAgain() {
        company.certificates(1);
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.navigate(CERTIFICATES + "?by=expires-within&op=less-than&value=soon");
            assertThat(page.locator("#filter-problem")).containsText("whole number");
            assertThat(page.locator("#filter-value")).hasAttribute("aria-invalid", "true");
            browser.look("filter-problem");
            page.locator("#filter-value").fill("10");
            apply(page);
            assertThat(chips(page)).hasText(new String[] {"Expires Within less than 10"});
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aHeaderSortsAndTheBackButtonUndoes() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.navigate(BOTS);
            assertThat(names(page).first()).hasText("dublin-dmz");
            link(page, "Bot Name").click();
            assertThat(header(page, "Bot Name")).hasAttribute("aria-sort", "descending");
            assertThat(names(page).first()).hasText("zurich-branch");
            link(page, "Last Bot Update").click();
            assertThat(header(page, "Last Bot Update")).hasAttribute("aria-sort", "ascending");
            assertThat(names(page).first()).hasText("oslo-lab");
            addFilter(browser, "Purpose", "Equals", "Discovery");
            assertThat(names(page)).hasText(new String[] {"oslo-lab"});

            database.sql("update bot set description = 'Oslo, moved' where name = 'oslo-lab'")
                    .update();
            while (!page.url().endsWith(BOTS)) {
                page.goBack();
                browser.settled();
            }
            assertThat(names(page).first()).hasText("dublin-dmz");
            assertThat(chips(page)).hasCount(0);
            assertThat(page.locator("tbody")).containsText("Oslo, moved");
            page.goForward();
            assertThat(names(page).first()).hasText("zurich-branch");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** Whoever sits down at this computer next does not find the lists there. */
    @Test
    void theBrowserKeepsNoListAfterTheLogOut() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.navigate(BOTS);
            link(page, "Bot Name").click();
            assertThat(names(page).first()).hasText("zurich-branch");
            signOut(page);
            assertThat(
                            (String)
                                    page.evaluate(
                                            "() => JSON.stringify([sessionStorage, localStorage])"))
                    .doesNotContain("zurich-branch");
            page.goBack();
            assertThat(page.locator("body")).not().containsText("zurich-branch");
        }
    }

    @Test
    void columnsAreChosenAndOrderedAndStaySoAfterTheLogOut() {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.navigate(BOTS);
            button(page, "Columns").click();
            var chooser = page.locator(".cw-cols.show");
            chooser.getByLabel("IP Address").uncheck();
            chooser.getByLabel("Description").uncheck();
            chooser.getByLabel("Group").check();
            for (var i = 0; i < 3; i++) chooser.getByLabel("Group").press("Alt+ArrowUp");
            assertThat(chooser.getByLabel("Group")).isFocused();
            chooser.getByLabel("Status").press("Alt+ArrowDown");
            browser.look("columns");
            button(page, "Apply").click();

            var expected =
                    new String[] {
                        "Bot Name", "Group", "Status", "Last Bot Update", "Bot Version", "Action"
                    };
            assertThat(page.locator("thead th")).hasText(expected);
            signOut(page);
            browser.signIn("maria");
            page.navigate(BOTS);
            assertThat(page.locator("thead th")).hasText(expected);

            button(page, "Columns").click();
            button(page, "Reset to default").click();
            assertThat(page.locator("thead th").nth(1)).hasText("IP Address");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aSharedViewIsOpenedByAnother() {
        try (var maria = Browser.signedIn(port, database, passwords);
                var otto = Browser.at("http://localhost:" + port)) {
            company.operator("otto", "Otto Maier");
            var page = maria.page();
            page.navigate(BOTS);
            addFilter(maria, "Last Bot Update", "Before", "2026-02-01");
            link(page, "Bot Name").click();
            assertThat(names(page)).hasText(new String[] {"zurich-branch", "oslo-lab"});
            button(page, "Views").click();
            page.getByLabel("Save what is shown as").fill("Silent since January");
            page.getByLabel("Share with everybody").check();
            maria.look("views");
            button(page, "Save view").click();
            assertThat(page.getByRole(AriaRole.STATUS))
                    .containsText("“Silent since January” is saved");

            otto.signIn("otto");
            var other = otto.page();
            other.navigate(BOTS);
            button(other, "Views").click();
            assertThat(other.locator(".cw-cols.show")).containsText("shared by maria");
            assertThat(button(other, "Delete view Silent since January")).hasCount(0);
            link(other, "Silent since January").click();
            assertThat(names(other)).hasText(new String[] {"zurich-branch", "oslo-lab"});
            assertThat(chips(other)).hasCount(1);

            page.onDialog(it -> it.accept());
            button(page, "Views").click();
            button(page, "Delete view Silent since January").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The view is deleted.");
            assertThat(maria.complaints()).isEmpty();
            assertThat(otto.complaints()).isEmpty();
        }
    }

    @Test
    void anAddressShowsTheSameListInAnotherBrowser() {
        try (var maria = Browser.signedIn(port, database, passwords);
                var otto = Browser.at("http://localhost:" + port)) {
            company.operator("otto", "Otto Maier");
            var page = maria.page();
            page.navigate(BOTS);
            addFilter(maria, "Created Date", "After", "2026-01-15");
            link(page, "Last Bot Update").click();
            assertThat(header(page, "Last Bot Update")).hasAttribute("aria-sort", "ascending");
            page.getByLabel("Quick search").fill("branch");
            page.getByLabel("Quick search").press("Enter");
            assertThat(names(page)).hasCount(3);

            var other = otto.page();
            other.navigate(page.url());
            assertThat(other).hasURL(Pattern.compile(".*/login"));
            other.getByLabel("User name").fill("otto");
            other.getByLabel("Password").fill(Browser.PASSWORD);
            other.keyboard().press("Enter");
            assertThat(other).hasTitle("Provisioning Bots · Certwright");
            assertThat(names(other)).hasText(names(page).allTextContents().toArray(String[]::new));
            assertThat(chips(other)).hasText(chips(page).allTextContents().toArray(String[]::new));
            assertThat(header(other, "Last Bot Update")).hasAttribute("aria-sort", "ascending");
            assertThat(otto.complaints()).isEmpty();
        }
    }

    @Test
    void actsOnAllThatMatchWithAResultForEach() {
        company.certificates(60);
        var matching = count("name like '%.vienna.%'");
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.navigate(CERTIFICATES);
            addFilter(browser, "CN / SAN Name", "Contains", ".vienna.");
            assertThat(page.locator("#bulk")).not().isVisible();
            page.getByLabel("Select shop.vienna.example.com").check();
            assertThat(page.locator("#bulk")).isVisible();
            page.getByLabel("Select all %d that match".formatted(matching)).check();
            browser.look("certificates-selected");
            button(page.locator("#bulk"), "Ignore").click();
            assertThat(page.getByRole(AriaRole.MAIN))
                    .containsText("Ignore %d certificates?".formatted(matching));
            browser.look("bulk-question");
            button(page, "Ignore %d certificates".formatted(matching)).click();
            assertThat(page.getByRole(AriaRole.MAIN))
                    .containsText(
                            "%d of %d done".formatted(matching, matching),
                            new ContainsTextOptions().setTimeout(60_000));
            assertThat(page.locator("tbody tr")).hasCount((int) matching);
            assertThat(page.locator("tbody tr").first()).containsText("Ignored");
            assertThat(page.locator(".breadcrumb a"))
                    .hasText(new String[] {"Provisioning", "Certificates"});
            browser.look("bulk-run");
            assertThat(count("ignored")).isEqualTo(matching);
            link(page, "Show this batch").click();
            assertThat(names(page)).hasCount((int) matching);

            button(page, "Select Action for shop.vienna.example.com").click();
            button(page, "Take back").click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("shop.vienna");
            assertThat(count("ignored")).isEqualTo(matching - 1);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void exportsWhatIsShown() throws IOException {
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.navigate(BOTS);
            addFilter(browser, "Bot Name", "Contains", "branch");
            for (var it : List.of("Excel", "PDF")) {
                button(page, "Choose the export format").click();
                var choice = link(page, "Export to " + it).last();
                if ("Excel".equals(it)) browser.look("export");
                var file = page.waitForDownload(choice::click);
                assertThat(file.suggestedFilename())
                        .endsWith("Excel".equals(it) ? ".xlsx" : ".pdf");
                assertThat(Files.size(file.path())).isGreaterThan(1_000);
                page.keyboard().press("Escape");
            }
            assertThat(names(page)).hasCount(6);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void everythingIsDoneWithTheKeyboardAlone() {
        company.certificates(60);
        try (var browser = Browser.signedIn(port, database, passwords)) {
            var page = browser.page();
            page.navigate(CERTIFICATES);
            filtersByKeyboard(browser, page);
            sortsAndTurnsPagesByKeyboard(browser, page);
            opensAMenuByKeyboard(page);
            actsByKeyboard(page);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void filtersByKeyboard(Browser browser, Page page) {
        var add = page.locator("#add-filter");
        tabTo(page, add);
        page.keyboard().press("Enter");
        assertThat(page.locator("#filter-column")).isFocused();

        page.keyboard().type("Status");
        assertThat(page.locator("#filter-value")).containsText("Rolled Back");
        browser.settled();
        assertThat(page.locator("#filter-column")).isFocused();
        assertThat(page.locator("#filter-column")).hasValue("status");
        tabTo(page, page.locator("#filter-value"));
        page.keyboard().type("Depl");
        tabTo(page, button(page, "Apply"));
        page.keyboard().press("Enter");
        assertThat(chips(page)).hasText(new String[] {"Status equals Deployed"});
        assertThat(add).isFocused();

        tabTo(page, link(page, "Change filter Status equals Deployed"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#filter-value")).isFocused();
        tabTo(page, link(page, "Cancel"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#filter-value")).hasCount(0);
        assertThat(chips(page)).hasText(new String[] {"Status equals Deployed"});
        assertThat(add).isFocused();

        tabTo(page, link(page, "Remove filter Status equals Deployed"));
        page.keyboard().press("Enter");
        assertThat(chips(page)).hasCount(0);
        assertThat(add).isFocused();

        tabBackTo(page, page.getByLabel("Quick search"));
        page.keyboard().type("example");
        page.keyboard().press("Enter");
        assertThat(chips(page)).hasText(new String[] {"search example"});
        assertThat(page.getByLabel("Quick search")).isFocused();
        tabTo(page, link(page, "Remove the search"));
        page.keyboard().press("Enter");
        assertThat(chips(page)).hasCount(0);
        assertThat(add).isFocused();

        var tab = page.locator(".cw-views a").nth(1);
        tabBackTo(page, tab);
        page.keyboard().press("Enter");
        assertThat(tab).hasAttribute("aria-current", "page");
        assertThat(tab).isFocused();
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".cw-views a").first()).hasAttribute("aria-current", "page");
        assertThat(page.locator(".cw-views a").first()).isFocused();
    }

    private static void sortsAndTurnsPagesByKeyboard(Browser browser, Page page) {
        var name = page.locator("#sort-name");
        tabTo(page, name);
        page.keyboard().press("Enter");
        assertThat(header(page, "CN / SAN Name")).hasAttribute("aria-sort", "ascending");
        assertThat(name).isFocused();

        var next = page.locator("#page-next");
        tabTo(page, next);
        for (var it : List.of("26–50 of 60", "51–60 of 60")) {
            page.keyboard().press("Enter");
            assertThat(page.locator(".card-footer")).containsText(it);
            assertThat(next).isFocused();
        }
        page.keyboard().press("Enter");
        browser.settled();
        assertThat(next).isFocused();
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".card-footer")).containsText("26–50 of 60");
        assertThat(link(page, "2")).isFocused();
    }

    private static void opensAMenuByKeyboard(Page page) {
        var menu = page.getByRole(AriaRole.BUTTON, startingWith("Select Action for")).first();
        tabBackTo(page, menu);
        page.keyboard().press("Enter");
        assertThat(menu).hasAttribute("aria-expanded", "true");
        page.keyboard().press("ArrowDown");
        assertThat(link(page, "Configure").first()).isFocused();
        page.keyboard().press("ArrowDown");
        assertThat(link(page, "Download Certificate").first()).isFocused();
        page.keyboard().press("Escape");
        assertThat(menu).hasAttribute("aria-expanded", "false");
        assertThat(menu).isFocused();
    }

    private static void actsByKeyboard(Page page) {
        var row = page.locator("tbody input[type=checkbox]").nth(1);
        tabTo(page, row);
        page.keyboard().press("Space");
        assertThat(row).isChecked();
        tabBackTo(page, button(page.locator("#bulk"), "Ignore"));
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("Ignore 1 certificate?");
        tabTo(page, button(page, "Ignore 1 certificate"));
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.MAIN))
                .containsText("1 of 1 done", new ContainsTextOptions().setTimeout(60_000));
        tabTo(page, link(page, "Show this batch"));
        page.keyboard().press("Enter");
        assertThat(names(page)).hasCount(1);
    }

    private static void addFilter(Browser browser, String column, String operator, String value) {
        var page = browser.page();
        page.locator("#add-filter").click();
        choose(browser, "#filter-column", column);
        page.getByLabel("Operator").selectOption(operator);
        var field = page.locator("#filter-value");
        if ("SELECT".equals(field.evaluate("it => it.tagName"))) field.selectOption(value);
        else field.fill(value);
        apply(page);
        assertThat(page.locator(".cw-chips"))
                .containsText("%s %s".formatted(column, operator.toLowerCase(Locale.ROOT)));
        browser.settled();
    }

    private static void apply(Page page) {
        button(page, "Apply").click();
        assertThat(page.locator(".cw-filter")).hasCount(0);
    }

    /** The fields that fit the column come after it was chosen. */
    private static void choose(Browser browser, String field, String option) {
        var page = browser.page();
        assertThat(page.locator(field)).isVisible();
        browser.settled();
        if (!option.equals(page.locator(field + " option:checked").textContent()))
            page.waitForResponse(
                    it -> it.url().contains("add=1"),
                    () -> page.locator(field).selectOption(option));
        browser.settled();
    }

    private static void signOut(Page page) {
        button(page, "User menu").click();
        button(page, "Sign out").click();
        assertThat(page.getByRole(AriaRole.MAIN)).containsText("You are signed out.");
    }

    private static void tabTo(Page page, Locator goal) {
        go(page, "Tab", goal);
    }

    private static void tabBackTo(Page page, Locator goal) {
        go(page, "Shift+Tab", goal);
    }

    /** As often as it takes. */
    private static void go(Page page, String key, Locator goal) {
        for (var i = 0; i < 300 && !isFocused(goal); i++) page.keyboard().press(key);
        assertThat(goal).isFocused();
    }

    private static boolean isFocused(Locator it) {
        return (boolean) it.evaluate("it => it === document.activeElement");
    }

    private long count(String condition) {
        return database.sql("select count(*) from certificate where " + condition)
                .query(Long.class)
                .single();
    }

    private static Locator chips(Page page) {
        return page.locator(".cw-chip");
    }

    private static Locator names(Page page) {
        return page.locator("tbody .cw-name");
    }

    private static Locator header(Page page, String name) {
        return page.locator("thead th").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator button(Page page, String name) {
        return button(page.locator("body"), name);
    }

    private static Locator button(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page.GetByRoleOptions startingWith(String name) {
        return new Page.GetByRoleOptions().setName(Pattern.compile("^" + name));
    }
}
