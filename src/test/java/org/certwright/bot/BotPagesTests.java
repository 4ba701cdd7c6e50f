package org.certwright.bot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractStringAssert;
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
class BotPagesTests {

    private static final String LIST = "/provisioning/bots";
    private static final String NO_STORE = "no-cache, no-store, max-age=0, must-revalidate";
    private static final Pattern TOKEN = Pattern.compile("cwb_[A-Za-z0-9_-]{43}");

    @Autowired private MockMvcTester mvc;
    @Autowired private BotFixtures fixtures;
    @Autowired private Bots bots;
    @Autowired private AuditTrail audit;
    @Autowired private JdbcClient database;

    @BeforeEach
    @AfterEach
    void clear() {
        fixtures.clear();
    }

    @Test
    void showsTheTokenOfANewBotOnceAndKeepsItsHash() throws Exception {
        var created = post(LIST + "/new", form("dmz-vienna"), "ADMINISTRATOR");

        assertThat(created)
                .hasStatusOk()
                .bodyText()
                .contains("Bot dmz-vienna is created", "This token is shown once")
                .contains("java -jar certwright.jar bot --server https://")
                .contains("comes with a later version", "Pending Activation", "env=production");
        assertThat(created).headers().hasValue("Cache-Control", NO_STORE);
        var token = token(created);
        assertThat(commands(created)).isNotEmpty().noneMatch(it -> it.contains(token));
        assertThat(hash("dmz-vienna"))
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));

        var id = id("dmz-vienna");
        var masked = "cwb_••••" + token.substring(token.length() - 4);
        page(LIST + "/" + id).contains(masked).doesNotContain(token);
        page(LIST + "/" + id + "/edit").doesNotContain(token);
        page(LIST).contains("dmz-vienna").doesNotContain(token);
        assertThat(everythingStored()).doesNotContain(token.substring(4));
    }

    @Test
    void putsEachErrorBesideItsFieldAndKeepsWhatWasTyped() {
        var fields = form("DMZ Vienna");
        fields.put("purpose", "");
        fields.put("groupId", "4711");
        fields.put("description", "d".repeat(501));
        fields.put("tags", "env=production, critical");

        assertThat(post(LIST + "/new", fields, "ADMINISTRATOR"))
                .hasStatusOk()
                .bodyText()
                .contains("Expected are letters, digits, dots, hyphens and underscores")
                .contains("Choose what the bot is used for.")
                .contains("This group no longer exists")
                .contains("At most 500 characters; these are 501.")
                .contains("&#39;critical&#39; has no value")
                .contains("value=\"DMZ Vienna\"", "value=\"env=production, critical\"");
        assertThat(bots.findAllByOrderByName()).hasSize(1);
    }

    @Test
    void refusesASecondBotOfTheSameNameHoweverItIsWritten() {
        create("branch-graz");

        assertThat(post(LIST + "/new", form("Branch-Graz"), "ADMINISTRATOR"))
                .hasStatusOk()
                .bodyText()
                .contains("There is a bot of this name already.");
    }

    @Test
    void configuresABotAndTellsWhatChanged() {
        create("branch-graz");
        var id = id("branch-graz");
        var group = group("Sites / Graz");
        page(LIST + "/" + id + "/edit")
                .contains("value=\"env=production, team=web\"", "Sites / Graz")
                .doesNotContain("name=\"name\"");

        assertThat(
                        post(
                                LIST + "/" + id + "/edit",
                                Map.of(
                                        "name", "renamed",
                                        "purpose", "DISCOVERY",
                                        "groupId", String.valueOf(group),
                                        "description", "",
                                        "tags", "env=test",
                                        "lockVersion", lockVersion(id)),
                                "ADMINISTRATOR"))
                .hasRedirectedUrl(LIST + "/" + id);

        page(LIST + "/" + id).contains("branch-graz", "Sites / Graz", "env=test");
        assertThat(audit.of("Bot", id).getFirst().getChanges())
                .containsExactlyInAnyOrder(
                        new Change("purpose", "Discovery and Provisioning", "Discovery"),
                        new Change("group", null, "Sites / Graz"),
                        new Change("description", "Branch office Graz", null),
                        new Change("tags", "env=production, team=web", "env=test"));
    }

    @Test
    void refusesAChangeThatWouldOverwriteAnotherAlsoOfTagsAlone() {
        create("branch-graz");
        var id = id("branch-graz");
        var fields = form("branch-graz");
        fields.put("lockVersion", lockVersion(id));
        fields.put("tags", "env=test");
        post(LIST + "/" + id + "/edit", fields, "ADMINISTRATOR");

        fields.put("tags", "env=production");
        assertThat(post(LIST + "/" + id + "/edit", fields, "ADMINISTRATOR"))
                .hasStatusOk()
                .bodyText()
                .contains("Somebody else changed this bot");
        page(LIST + "/" + id).contains("env=test");
    }

    @Test
    void theTokenBeforeARotationEndsAtOnce() {
        create("branch-graz");
        var id = id("branch-graz");
        var before = hash("branch-graz");

        var rotated = post(LIST + "/" + id + "/token", Map.of(), "ADMINISTRATOR");

        assertThat(rotated).hasStatusOk().bodyText().contains("New token for bot branch-graz");
        assertThat(hash("branch-graz")).isNotEqualTo(before);
        page(LIST + "/" + id).contains("Token rotated").doesNotContain(token(rotated));

        post(LIST + "/" + id + "/token/revoke", Map.of(), "ADMINISTRATOR");

        assertThat(hash("branch-graz")).isEmpty();
        page(LIST + "/" + id).contains("Revoked: the bot cannot connect", "Make token");
    }

    @Test
    void theEmbeddedBotHasNoTokenAndStays() {
        var url = LIST + "/" + fixtures.embedded();

        page(url).contains("None: it lives in the application.").doesNotContain("Delete Bot");
        page(url + "/delete").contains("embedded cannot be deleted");
        for (var action : List.of("/token", "/token/revoke", "/delete")) {
            assertThat(post(url + action, Map.of(), "ADMINISTRATOR"))
                    .hasStatus3xxRedirection()
                    .flash()
                    .extractingByKey("failure")
                    .asString()
                    .contains("lives in the application");
        }
        assertThat(
                        database.sql("select token_hash from bot where kind = 'EMBEDDED'")
                                .query((row, _) -> row.getBytes(1) == null)
                                .single())
                .isTrue();
    }

    @Test
    void showsTheFirstFiftyServersAndHowManyCertificatesAreMapped() {
        var id = fixtures.bot("farm");
        for (var it = 1; it <= 51; it++) {
            fixtures.server("Node %02d".formatted(it), id);
        }
        fixtures.certificate("www.example.com", id);

        page(LIST + "/" + id)
                .contains("Node 01", "Node 50", "The first 50 of 51.")
                .contains("51 servers, 1 certificate")
                .doesNotContain("Node 51");
    }

    @Test
    void showsWhatWasDeployedOnItsServers() {
        var id = fixtures.bot("farm");
        var other = fixtures.bot("other");
        var certificate = fixtures.certificate("www.example.com", id);
        fixtures.deployment(certificate, fixtures.server("Node 1", id));

        page(LIST + "/" + id).contains("version 7", "as it was called", "Deployed");
        page(LIST + "/" + other).contains("Nothing has been deployed there yet.");
    }

    @Test
    void stopsAndStartsABot() {
        var url = LIST + "/" + fixtures.bot("branch-graz");

        assertThat(post(url + "/stop", Map.of(), "ADMINISTRATOR")).hasRedirectedUrl(url);
        page(url).contains("An administrator paused it", "Start");
        page(LIST + "?view=stopped").contains("branch-graz");

        post(url + "/start", Map.of(), "ADMINISTRATOR");
        page(url).contains("Pending Activation");
    }

    @Test
    void deletesABotThatNothingIsMappedToAfterAsking() {
        create("branch-graz");
        var id = id("branch-graz");

        page(LIST + "/" + id + "/delete").contains("Delete bot branch-graz?", "Its token ends");
        assertThat(post(LIST + "/" + id + "/delete", Map.of(), "ADMINISTRATOR"))
                .hasRedirectedUrl(LIST);

        assertThat(get(LIST + "/" + id, "ADMINISTRATOR")).hasStatus(404);
        assertThat(audit.of("Bot", id).getFirst().getAction()).isEqualTo("Deleted");
    }

    @Test
    void refusesToDeleteABotInUseAndOffersToMoveWhatIsMapped() {
        var id = fixtures.bot("branch-graz");
        fixtures.bot("branch-wels");
        fixtures.server("Node 1", id);
        fixtures.certificate("www.example.com", id);
        fixtures.certificate("img.example.com", id);

        page(LIST + "/" + id + "/delete")
                .contains("branch-graz is in use", "1 server and 2 certificates")
                .contains("branch-wels (Pending Activation)", "Move and delete");
        assertThat(post(LIST + "/" + id + "/delete", Map.of(), "ADMINISTRATOR"))
                .hasRedirectedUrl(LIST + "/" + id + "/delete")
                .flash()
                .containsEntry(
                        "failure",
                        "Bot branch-graz is not deleted: mapped to it are 1 server and 2"
                                + " certificates.");
        assertThat(
                        post(
                                LIST + "/" + id + "/delete",
                                Map.of("moveTo", String.valueOf(id)),
                                "ADMINISTRATOR"))
                .flash()
                .extractingByKey("failure")
                .asString()
                .contains("choose another bot");
        assertThat(bots.findById(id)).isPresent();
    }

    @Test
    void movesAllThatIsMappedAndDeletesTheBot() {
        var id = fixtures.bot("branch-graz");
        var other = fixtures.bot("branch-wels");
        var server = fixtures.server("Node 1", id);
        var certificate = fixtures.certificate("www.example.com", id);

        assertThat(
                        post(
                                LIST + "/" + id + "/delete",
                                Map.of("moveTo", String.valueOf(other)),
                                "ADMINISTRATOR"))
                .hasRedirectedUrl(LIST);

        assertThat(bots.findById(id)).isEmpty();
        assertThat(row("select bot_id, status, last_report, lock_version from server", server))
                .containsEntry("bot_id", other)
                .containsEntry("status", "UNVERIFIED")
                .containsEntry("last_report", null)
                .containsEntry("lock_version", 1);
        assertThat(row("select bot_id, lock_version from certificate", certificate))
                .containsEntry("bot_id", other)
                .containsEntry("lock_version", 1);
        assertThat(audit.of("Bot", other).getFirst().getChanges())
                .containsExactly(
                        new Change("1 server", "branch-graz", "branch-wels"),
                        new Change("1 certificate", "branch-graz", "branch-wels"));
        assertThat(audit.of("Bot", id))
                .extracting(it -> it.getAction())
                .containsExactly("Deleted", "Moved");
    }

    @Test
    void administratorsChangeAndOthersRead() {
        var url = LIST + "/" + fixtures.bot("branch-graz");

        assertThat(get(url, "AUDITOR"))
                .hasStatusOk()
                .bodyText()
                .contains("branch-graz")
                .doesNotContain("Configure Bot", "Delete Bot", "Make token");
        for (var page : List.of(LIST + "/new", url + "/edit", url + "/delete")) {
            assertThat(get(page, "OPERATOR")).as(page).hasStatus(403);
            assertThat(post(page, form("refused"), "OPERATOR")).as(page).hasStatus(403);
        }
        for (var action : List.of("/token", "/token/revoke", "/stop", "/start")) {
            assertThat(post(url + action, Map.of(), "OPERATOR")).as(action).hasStatus(403);
        }
    }

    private static Map<String, String> form(String name) {
        var fields = new HashMap<String, String>();
        fields.put("name", name);
        fields.put("purpose", "DISCOVERY_AND_PROVISIONING");
        fields.put("groupId", "");
        fields.put("description", "Branch office Graz");
        fields.put("tags", "team=web, env=production");
        return fields;
    }

    private void create(String name) {
        assertThat(post(LIST + "/new", form(name), "ADMINISTRATOR"))
                .bodyText()
                .contains("Bot " + name + " is created");
    }

    private static String token(MvcTestResult result) {
        var found = TOKEN.matcher(body(result));
        assertThat(found.find()).as("a token on the page").isTrue();
        return found.group();
    }

    private static List<String> commands(MvcTestResult result) {
        return body(result).lines().filter(it -> it.contains("java -jar")).toList();
    }

    private static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), UTF_8);
    }

    private long id(String name) {
        return database.sql("select id from bot where name = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    private long group(String name) {
        return database.sql(
                        """
                        insert into bot_group (name, created_at, created_by)
                        values (?, now(), 'test') returning id
                        """)
                .param(name)
                .query(Long.class)
                .single();
    }

    private byte[] hash(String name) {
        return database.sql("select coalesce(token_hash, '') from bot where name = ?")
                .param(name)
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    private String lockVersion(long id) {
        return database.sql("select lock_version::text from bot where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private Map<String, @Nullable Object> row(String select, long id) {
        return database.sql(select + " where id = ?").param(id).query().singleRow();
    }

    /** Where a token could have been left: bots, audit trail, sessions. */
    private String everythingStored() {
        return database.sql(
                        """
                        select string_agg(text, ' ') from (
                            select bot::text as text from bot
                            union all select audit_entry::text from audit_entry
                            union all select encode(attribute_bytes, 'escape')
                                from spring_session_attributes) it
                        """)
                .query(String.class)
                .single();
    }

    private AbstractStringAssert<?> page(String url) {
        var result = get(url, "ADMINISTRATOR");
        assertThat(result).hasStatusOk();
        return assertThat(result).bodyText();
    }

    private MvcTestResult get(String url, String role) {
        return mvc.get().uri(url).with(user("maria").roles(role)).exchange();
    }

    private MvcTestResult post(String url, Map<String, String> fields, String role) {
        var request = mvc.post().uri(url).with(user("maria").roles(role)).with(csrf());
        fields.forEach(request::param);
        return request.exchange();
    }
}
