package org.certwright.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.List;
import java.util.Map;
import org.certwright.DatabaseTest;
import org.certwright.audit.AuditTrail;
import org.certwright.audit.Change;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DatabaseTest
class GroupPagesTests {

    private static final String LIST = "/admin/groups";

    @Autowired private MockMvcTester mvc;
    @Autowired private BotFixtures fixtures;
    @Autowired private AuditTrail audit;
    @Autowired private JdbcClient database;

    @BeforeEach
    @AfterEach
    void clear() {
        fixtures.clear();
    }

    @Test
    void createsAndChangesAGroup() {
        var id = create("Sites / Graz");

        assertThat(get(LIST)).bodyText().contains("Sites / Graz", "All of it");
        assertThat(
                        post(
                                LIST + "/" + id + "/edit",
                                Map.of("name", "Graz", "description", "", "lockVersion", "0")))
                .hasRedirectedUrl(LIST);
        assertThat(audit.of("Group", id).getFirst().getChanges())
                .containsExactly(
                        new Change("name", "Sites / Graz", "Graz"),
                        new Change("description", "All of it", null));
    }

    @Test
    void refusesANameTwiceAnEmptyOneAndAStaleForm() {
        var id = create("Graz");
        create("Wels");

        assertThat(post(LIST + "/new", Map.of("name", "GRAZ")))
                .hasStatusOk()
                .bodyText()
                .contains("There is a group of this name already.");
        assertThat(post(LIST + "/" + id + "/edit", Map.of("name", "wels", "lockVersion", "0")))
                .bodyText()
                .contains("There is a group of this name already.");
        assertThat(post(LIST + "/new", Map.of("name", " "))).bodyText().contains("Required.");
        assertThat(post(LIST + "/" + id + "/edit", Map.of("name", "Graz", "lockVersion", "7")))
                .hasStatus(409);
    }

    @Test
    void deletesAnEmptyGroup() {
        var id = create("Graz");

        assertThat(get(LIST + "/" + id + "/delete")).bodyText().contains("Delete group Graz?");
        assertThat(post(LIST + "/" + id + "/delete", Map.of())).hasRedirectedUrl(LIST);
        assertThat(get(LIST)).bodyText().contains("No group yet");
    }

    @Test
    void refusesToDeleteAGroupWithBotsAndOffersToMoveThem() {
        var id = create("Graz");
        var other = create("Wels");
        var bot = member("branch-graz", id);

        assertThat(get(LIST + "/" + id + "/delete"))
                .bodyText()
                .contains("Graz is in use", "branch-graz", "Wels", "No group");
        assertThat(post(LIST + "/" + id + "/delete", Map.of()))
                .flash()
                .containsEntry("failure", "Group Graz is not deleted: in it are branch-graz.");

        assertThat(
                        post(
                                LIST + "/" + id + "/delete",
                                Map.of("move", "true", "moveTo", String.valueOf(other))))
                .hasRedirectedUrl(LIST);

        assertThat(groupOf(bot)).isEqualTo(other);
        assertThat(audit.of("Group", id).getFirst().getChanges())
                .containsExactly(new Change("branch-graz", "Graz", "Wels"));

        post(LIST + "/" + other + "/delete", Map.of("move", "true", "moveTo", ""));

        assertThat(groupOf(bot)).isNull();
    }

    @Test
    void countsTheBotsOfEachGroup() {
        var id = create("Graz");
        create("Empty");
        member("one", id);
        member("two", id);

        assertThat(get(LIST)).bodyText().containsSubsequence("Empty", ">0<", "Graz", ">2<");
    }

    @Test
    void auditorsReadAndAdministratorsChange() {
        var id = create("Graz");

        assertThat(mvc.get().uri(LIST).with(user("anna").roles("AUDITOR")))
                .hasStatusOk()
                .bodyText()
                .contains("Graz")
                .doesNotContain("Create group", "Edit");
        for (var url : List.of("/new", "/" + id + "/edit", "/" + id + "/delete")) {
            assertThat(
                            mvc.post()
                                    .uri(LIST + url)
                                    .param("name", "Refused")
                                    .with(user("otto").roles("OPERATOR"))
                                    .with(csrf()))
                    .hasStatus(403);
        }
    }

    private long create(String name) {
        assertThat(post(LIST + "/new", Map.of("name", name, "description", "All of it")))
                .hasRedirectedUrl(LIST);
        return database.sql("select id from bot_group where name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    private long member(String name, long group) {
        var bot = fixtures.bot(name);
        database.sql("update bot set group_id = ? where id = ?").params(group, bot).update();
        return bot;
    }

    private @Nullable Object groupOf(long bot) {
        return database.sql("select group_id from bot where id = ?")
                .param(bot)
                .query()
                .singleRow()
                .get("group_id");
    }

    private MvcTestResult get(String url) {
        return mvc.get().uri(url).with(user("maria").roles("ADMINISTRATOR")).exchange();
    }

    private MvcTestResult post(String url, Map<String, String> fields) {
        var request = mvc.post().uri(url).with(user("maria").roles("ADMINISTRATOR")).with(csrf());
        fields.forEach(request::param);
        return request.exchange();
    }
}
