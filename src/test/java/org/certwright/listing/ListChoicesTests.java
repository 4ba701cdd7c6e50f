package org.certwright.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.certwright.DatabaseTest;
import org.certwright.ShownList;
import org.certwright.dashboard.Rows;
import org.certwright.security.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.HtmlUtils;

/** Views under a name, and columns and rows as each user wants them, shown with servers. */
@DatabaseTest
class ListChoicesTests {

    private static final String LIST = "/provisioning/servers";
    private static final String VIEWS = "/lists/servers/views";
    private static final String WEB =
            "by=description&op=contains&value=web-&show=description&show=status&show=address"
                    + "&sort=address%2Cdesc";
    private static final Pattern VIEW =
            Pattern.compile("gap-2 py-1\"><a href=\"[^\"]*\">([^<]*)</a>");
    private static final List<String> DEFAULT =
            List.of(
                    "Description",
                    "IP Address",
                    "Server Type",
                    "Ports",
                    "Bot",
                    "Status",
                    "Last check",
                    "Bindings");

    @Autowired private MockMvcTester pages;
    @Autowired private JdbcClient database;
    @Autowired private Rows rows;

    @BeforeEach
    void threeServersAndThreeUsers() {
        leaveNone();
        for (var it : List.of("adam", "maria", "olga"))
            database.sql(
                            """
                            insert into app_user (username, display_name, role, time_zone, created_at)
                            values (?, 'A user', 'OPERATOR', 'UTC', now())
                            """)
                    .param(it)
                    .update();
        rows.server("web-01", "198.51.100.1", null, "ACTIVE");
        rows.server("web-02", "198.51.100.2", null, "ACTIVE");
        rows.server("db-01", "198.51.100.3", null, "ACTIVE");
    }

    @AfterEach
    void leaveNone() {
        rows.clear();
        database.sql("delete from app_user where username in ('adam', 'maria', 'olga')").update();
    }

    @Test
    void whatTheDatabaseCannotKeepIsABadRequest() {
        var form = back("");
        form.add("name", "mine\0");

        assertThat(post("adam", VIEWS, form)).hasStatus(400);
    }

    @Test
    void aViewKeepsFilterOrderAndColumns() {
        assertThat(save("olga", "Web <b>only</b>", false, WEB)).hasStatus3xxRedirection();

        var opened = show("olga", link(show("olga", LIST), "Web <b>only</b>"));

        assertThat(opened.headers()).containsExactly("Description", "Status", "IP Address");
        assertThat(opened.column("Description")).containsExactly("web-02", "web-01");
        assertThat(opened.page()).contains("Web &lt;b&gt;only&lt;/b&gt;");
    }

    @Test
    void aViewKeepsTheColumnsThatItsOwnerSeesWhateverHeChoosesLater() {
        choose("olga", "description", "path");
        save("olga", "Paths", true, "");
        choose("olga", "description", "os");

        for (var it : List.of("olga", "maria"))
            assertThat(show(it, link(show(it, LIST), "Paths")).headers())
                    .as(it)
                    .containsExactly("Description", "Path");
    }

    @Test
    void othersSeeWhatIsShared() {
        save("olga", "Mine", false, WEB);
        save("olga", "Ours", true, WEB);

        assertThat(views("olga")).containsExactly("Mine", "Ours");
        assertThat(views("maria")).containsExactly("Ours");
        assertThat(show("maria", LIST).page()).contains("shared by olga");
        assertThat(show("olga", "/provisioning/bots").page()).doesNotContain(">Ours<");
    }

    @Test
    void aNameIsOnesOwn() {
        save("olga", "Web", true, WEB);
        save("maria", "Web", true, "view=active");
        save("olga", "Web", false, "view=mapped");

        assertThat(views("olga")).containsExactly("Web", "Web");
        assertThat(views("maria")).containsExactly("Web");
        assertThat(link(show("maria", LIST), "Web")).contains("view=active");
        assertThat(
                        database.sql("select parameters from saved_view where username = 'olga'")
                                .query(String.class)
                                .single())
                .startsWith("view=mapped&");
    }

    @Test
    void aViewNeedsAName() {
        for (var it : List.of("", "  ", "x".repeat(61)))
            assertThat(save("olga", it, false, WEB))
                    .hasStatus3xxRedirection()
                    .flash()
                    .hasEntrySatisfying(
                            "failure",
                            words ->
                                    assertThat(words.toString()).contains("at most 60 characters"));
        assertThat(views("olga")).isEmpty();
    }

    @Test
    void whatNoListUnderstandsIsNotSaved() {
        assertThat(save("olga", "Red", false, "by=colour&op=equals&value=red")).hasStatus(400);
        assertThat(views("olga")).isEmpty();
    }

    @Test
    void itsOwnerDeletesAViewAndAnAdministratorOneThatIsShared() {
        save("olga", "Mine", false, WEB);
        save("olga", "Ours", true, WEB);
        save("olga", "Also ours", true, WEB);

        assertThat(show("maria", LIST).page()).doesNotContain("Delete view");
        assertThat(delete("maria", Role.OPERATOR, "Ours")).hasStatus(404);
        assertThat(delete("adam", Role.ADMINISTRATOR, "Mine")).hasStatus(404);
        assertThat(post("olga", "/lists/bots/views/%d/delete".formatted(id("Mine")), back(WEB)))
                .hasStatus(404);
        assertThat(views("olga")).containsExactly("Also ours", "Mine", "Ours");

        assertThat(delete("adam", Role.ADMINISTRATOR, "Ours")).hasRedirectedUrl(LIST + "?" + WEB);
        assertThat(delete("olga", Role.OPERATOR, "Mine")).hasStatus3xxRedirection();
        assertThat(delete("olga", Role.OPERATOR, "Also ours")).hasStatus3xxRedirection();
        assertThat(views("olga")).isEmpty();
    }

    @Test
    void aViewOfColumnsThatAnUpdateTookAwayShowsTheOthers() {
        keep("description", "removed");
        database.sql(
                        """
                        insert into saved_view (username, list, name, shared, parameters, created_at)
                        values ('olga', 'servers', 'Old', true,
                            'show=description&show=removed&show=os&sort=removed%2Casc', now()),
                          ('olga', 'servers', 'Older', true, 'by=removed&op=equals&value=x', now())
                        """)
                .update();

        assertThat(show("olga", link(show("olga", LIST), "Old")).headers())
                .containsExactly("Description", "OS");
        // without its filter it would show what was left out
        assertThat(get("olga", Role.OPERATOR, link(show("olga", LIST), "Older"))).hasStatus(400);
    }

    @Test
    void columnsAreRememberedForAUserAndAList() {
        assertThat(choose("olga", "description", "status", "os", "address")).hasRedirectedUrl(LIST);

        assertThat(show("olga", LIST).headers())
                .containsExactly("Description", "Status", "OS", "IP Address");
        assertThat(show("olga", LIST + "?view=active&sort=address,desc").headers())
                .containsExactly("Description", "Status", "OS", "IP Address");
        assertThat(show("maria", LIST).headers()).containsExactlyElementsOf(DEFAULT);
        assertThat(show("olga", "/provisioning/bots").headers()).contains("Bot Version");
        assertThat(show("olga", LIST + "?show=description&show=path").headers())
                .containsExactly("Description", "Path");
    }

    @Test
    void theColumnsOfTheBeginningComeBack() {
        choose("olga", "description", "os");
        var reset = back("view=active");
        reset.add("reset", "true");
        reset.add("show", "os");

        assertThat(post("olga", "/lists/servers/columns", reset))
                .hasRedirectedUrl(LIST + "?view=active");
        assertThat(show("olga", LIST).headers()).containsExactlyElementsOf(DEFAULT);
    }

    @Test
    void theNameOfTheRowStaysAndWhatIsUnknownIsLeftOut() {
        choose("olga", "os", "colour", "os", "path");

        assertThat(show("olga", LIST).headers()).containsExactly("Description", "OS", "Path");
    }

    @Test
    void columnsThatAnUpdateTookAwayDoNotBreakThePage() {
        keep("status", "removed", "description");
        assertThat(show("olga", LIST).headers()).containsExactly("Status", "Description");

        keep("removed");
        assertThat(show("olga", LIST).headers()).containsExactlyElementsOf(DEFAULT);
        assertThat(get("olga", Role.OPERATOR, "/lists/servers/export/excel")).hasStatusOk();
    }

    @Test
    void theRowsOfAPageAreRemembered() {
        var fifty = back("view=active&page=2");
        fifty.add("size", "50");
        assertThat(post("olga", "/lists/servers/size", fifty))
                .hasRedirectedUrl(LIST + "?view=active");

        assertThat(show("olga", LIST).page()).contains("<option value=\"50\" selected");
        assertThat(show("maria", LIST).page()).contains("<option value=\"25\" selected");
        fifty.set("size", "7");
        assertThat(post("olga", "/lists/servers/size", fifty)).hasStatus(400);
    }

    private MvcTestResult save(String username, String name, boolean shared, String query) {
        var form = back(query);
        form.add("name", name);
        if (shared) form.add("shared", "true");
        return post(username, VIEWS, form);
    }

    private MvcTestResult delete(String username, Role role, String name) {
        return post(username, role, "%s/%d/delete".formatted(VIEWS, id(name)), back(WEB));
    }

    private long id(String name) {
        return database.sql("select id from saved_view where name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    private MvcTestResult choose(String username, String... columns) {
        var form = back("");
        for (var it : columns) form.add("show", it);
        return post(username, "/lists/servers/columns", form);
    }

    /** As it was stored before an update. */
    private void keep(String... columns) {
        database.sql(
                        """
                        insert into list_preference (username, list, columns, size)
                        values ('olga', 'servers', ?, 25)
                        on conflict (username, list) do update set columns = excluded.columns
                        """)
                .param(columns)
                .update();
    }

    private List<String> views(String username) {
        return VIEW.matcher(show(username, LIST).page()).results().map(it -> it.group(1)).toList();
    }

    private static String link(ShownList list, String name) {
        var link =
                Pattern.compile(
                                "href=\"([^\"]*)\">%s</a>"
                                        .formatted(Pattern.quote(HtmlUtils.htmlEscape(name))))
                        .matcher(list.page());
        assertThat(link.find()).as(name).isTrue();
        return HtmlUtils.htmlUnescape(link.group(1));
    }

    private static MultiValueMap<String, String> back(String query) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("back", query);
        return form;
    }

    private ShownList show(String username, String address) {
        return ShownList.of(get(username, Role.OPERATOR, address));
    }

    private MvcTestResult get(String username, Role role, String address) {
        return pages.get()
                .uri(URI.create(address))
                .with(ShownList.by(username, role, ZoneId.of("UTC")))
                .exchange();
    }

    private MvcTestResult post(
            String username, String address, MultiValueMap<String, String> form) {
        return post(username, Role.OPERATOR, address, form);
    }

    private MvcTestResult post(
            String username, Role role, String address, MultiValueMap<String, String> form) {
        return pages.post()
                .uri(address)
                .params(form)
                .with(csrf())
                .with(ShownList.by(username, role, ZoneId.of("UTC")))
                .exchange();
    }
}
