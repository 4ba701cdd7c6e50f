package org.certwright.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.certwright.api.Program.Answer;
import org.certwright.security.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Doing something with many rows, shown with an action on servers. */
@ApiTest
class BulkApiTests {

    private static final String MARK = "/api/v1/servers/bulk/mark";

    @Autowired private Program program;
    @Autowired private JdbcClient database;

    private List<Long> ids;

    /** They name the tokens that began them. */
    @AfterEach
    void leaveNoRun() {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        database.sql("select count(*) from bulk_run where ended_at is null")
                                        .query(Long.class)
                                        .single()
                                == 0);
        database.sql("truncate bulk_run cascade").update();
    }

    @BeforeEach
    void fourServersOneOfThemOdd() {
        database.sql("truncate server, bulk_run cascade").update();
        ids =
                database.sql(
                                """
                                with password as (
                                    insert into secret values (gen_random_uuid(), '') returning id)
                                insert into server (description, address, ssh_port, username,
                                  password_secret, sudo, server_type, operating_system, path, ports,
                                  created_at, created_by)
                                select case at when 3 then 'odd' else 'web-' || at end,
                                  '198.51.100.' || at, 22, 'deploy', id, 'NONE', 'NGINX', 'LINUX',
                                  '/etc/nginx', '{443}', now(), 'test'
                                from password, generate_series(1, 4) at returning id
                                """)
                        .query((row, _) -> row.getLong(1))
                        .list();
    }

    @Test
    void beginsAndTellsWhatBecameOfEachRow() {
        var begun =
                program.post(
                        MARK,
                        """
                        {"ids": %s, "batch": "November", "fields": {"version": "1.28"}}
                        """
                                .formatted(ids));

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().get("total").asInt()).isEqualTo(4);
        assertThat(begun.json().get("batch").asString()).isEqualTo("November");
        var self = begun.json().get("self").asString();
        assertThat(begun.header("Location")).isEqualTo(self);
        var ended = ended(self);
        assertThat(ended.json().get("done").asInt()).isEqualTo(3);
        assertThat(ended.json().get("failed").asInt()).isEqualTo(1);
        assertThat(ended.json().get("createdBy").asString()).isEqualTo("administrator");
        assertThat(marked("1.28")).isEqualTo(3);

        var results = program.get(self + "/results?size=2");
        assertThat(results.json().get("rows").get(0).get("message").asString()).isEqualTo("Marked");
        assertThat(results.json().get("rows").get(0).get("row").asString())
                .isEqualTo("/api/v1/servers/" + ids.getFirst());
        var more = program.get(self + "/results?after=" + results.json().get("after").asLong());
        assertThat(more.json().get("rows").size()).isEqualTo(2);
        assertThat(more.json().has("after")).isFalse();
        var failed = program.get(self + "/results?state=FAILED").json().get("rows");
        assertThat(failed.size()).isEqualTo(1);
        assertThat(failed.get(0).get("name").asString()).isEqualTo("odd");
        assertThat(failed.get(0).get("message").asString()).isEqualTo("An odd one is never marked");
    }

    @Test
    void takesAllThatTheListWouldAnswer() {
        var begun =
                program.post(
                        MARK,
                        """
                        {"query": "by=description&op=contains&value=web%2D", "fields": {"version": "2"}}
                        """);

        assertThat(begun.json().get("total").asInt()).isEqualTo(3);
        assertThat(begun.json().get("batch").asString()).startsWith("Mark, ");
        ended(begun.json().get("self").asString());
        assertThat(marked("2")).isEqualTo(3);
    }

    @Test
    void takesAllWhereNothingRestrictsThem() {
        assertThat(
                        program.post(MARK, "{\"query\": \"\", \"fields\": {\"version\": \"3\"}}")
                                .json()
                                .get("total")
                                .asInt())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"fields\": {\"version\": \"1\"}} | Either ids or query says",
                "{\"ids\": [1], \"query\": \"\", \"fields\": {\"version\": \"1\"}} | Either ids or query",
                "{\"ids\": [], \"fields\": {\"version\": \"1\"}} | From 1 to 10,000 ids are expected.",
                "{\"ids\": [null], \"fields\": {\"version\": \"1\"}} | From 1 to 10,000 ids",
                "{\"ids\": [1]} | \"field\":\"fields.version\",\"message\":\"It is missing. What",
                "{\"ids\": [1], \"fields\": {\"version\": \"1\", \"vresion\": \"1\"}} | Nothing of this name",
                "{\"ids\": [1], \"batch\": \" \", \"fields\": {\"version\": \"1\"}} | at most 80",
                "{\"query\": \"veiw=active\", \"fields\": {\"version\": \"1\"}} | no parameter “veiw”",
                "{\"query\": \"by=description&op=contains&value=\", \"fields\": {\"version\": \"1\"}} | leaves nothing out",
                "{\"query\": \"by=description&op=contains&value=All\", \"fields\": {\"version\": \"1\"}} | leaves nothing out",
                "{\"query\": \"q=\", \"fields\": {\"version\": \"1\"}} | parameter q is empty",
                "{\"query\": \"view=&by=description&op=equals&value=odd\", \"fields\": {\"version\": \"1\"}} | parameter view is empty",
                "{\"query\": \"page=2\", \"fields\": {\"version\": \"1\"}} | no parameter “page”",
                "{\"query\": \"q=%zz\", \"fields\": {\"version\": \"1\"}} | cannot be read",
                "{\"qeury\": \"\", \"fields\": {\"version\": \"1\"}} | not known here: qeury",
                "{\"ids\": [\"x\"], \"fields\": {\"version\": \"1\"}} | no readable value at ids[0]"
            })
    void beginsNothingThatIsNotUnderstood(String body, String words) {
        var answer = program.post(MARK, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(words.strip());
        assertThat(runs()).isZero();
    }

    @Test
    void beginsOnceUnderOneKey() {
        var first = once(program.administrator(), "nightly-1");
        var again = once(program.administrator(), "nightly-1");
        var another = once(program.administrator(), "nightly-2");
        var other = once(program.acting(Role.OPERATOR), "nightly-1");

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(List.of(first.id(), another.id(), other.id())).doesNotHaveDuplicates();
        assertThat(runs()).isEqualTo(3);
    }

    @Test
    void theSameKeyForSomethingElseIsRefused() {
        var first =
                keyed(
                        "{\"query\": \"by=description&op=equals&value=odd\", \"fields\": {\"version\": \"1\"}}");

        for (var other :
                List.of(
                        "{\"query\": \"by=description&op=equals&value=web-1\", \"fields\": {\"version\": \"1\"}}",
                        "{\"query\": \"by=description&op=equals&value=odd\", \"fields\": {\"version\": \"2\"}}",
                        "{\"query\": \"by=description&op=equals&value=odd\", \"batch\": \"b\", \"fields\": {\"version\": \"1\"}}",
                        "{\"ids\": [%d], \"fields\": {\"version\": \"1\"}}"
                                .formatted(ids.getFirst()))) {
            var answer = keyed(other);
            assertThat(answer.status()).as(other).isEqualTo(409);
            assertThat(answer.body())
                    .contains("Run %d, which is something else,".formatted(first.id()));
        }
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void theSameRequestMayBeWrittenOtherwise() {
        var first =
                keyed(
                        "{\"ids\": [%d, %d], \"fields\": {\"version\": \"1\"}}"
                                .formatted(ids.getFirst(), ids.getLast()));
        var again =
                keyed(
                        "{\"fields\": {\"version\": \"1\", \"none\": null}, \"ids\": [%d, null, %d]}"
                                .formatted(ids.getLast(), ids.getFirst()));

        assertThat(again.id()).isEqualTo(first.id());
    }

    @Test
    void keepsWhichTokenBeganIt() {
        var run = once(program.administrator(), "by-a-token").id();

        assertThat(
                        database.sql(
                                        """
                                        select via || ' of ' || username from bulk_run run
                                        join api_token on api_token.id = run.token_id
                                        join app_user on app_user.id = api_token.user_id
                                        where run.id = ?
                                        """)
                                .param(run)
                                .query(String.class)
                                .single())
                .matches("API token of a test, ….{4} of administrator");
    }

    @Test
    void beginsNothingMoreOnceItIsCancelled() {
        var run =
                database.sql(
                                """
                                with run as (
                                    insert into bulk_run (list, action, label, batch, filled, total,
                                      created_at, created_by)
                                    values ('servers', 'mark', 'Mark', 'b', '{}', 1, now(), 'eva')
                                    returning id),
                                item as (
                                    insert into bulk_item (run_id, object_id, name)
                                    select id, 1, 'web-01' from run)
                                select id from run
                                """)
                        .query(Long.class)
                        .single();

        var answer = program.post("/api/v1/bulk/%d/cancel".formatted(run), "{}");

        assertThat(answer.json().get("state").asString()).isEqualTo("CANCELLED");
        assertThat(
                        program.get("/api/v1/bulk/%d/results".formatted(run))
                                .json()
                                .at("/rows/0/state")
                                .asString())
                .isEqualTo("CANCELLED");
    }

    @Test
    void isWatchedByAnyoneWhoReadsTheListAndStoppedByWhoMayDoIt() {
        var self = once(program.administrator(), "watched").json().get("self").asString();
        var auditor = program.acting(Role.AUDITOR);

        assertThat(program.send(auditor, HttpMethod.GET, self, null).status()).isEqualTo(200);
        assertThat(program.send(auditor, HttpMethod.POST, self + "/cancel", "{}").status())
                .isEqualTo(403);
        assertThat(program.send(auditor, HttpMethod.POST, MARK, "{}").status()).isEqualTo(403);
    }

    private Answer keyed(String body) {
        return program.send(
                program.administrator(),
                HttpMethod.POST,
                MARK,
                body,
                Map.of("Idempotency-Key", "nightly"));
    }

    private Answer once(String token, String key) {
        return program.send(
                token,
                HttpMethod.POST,
                MARK,
                "{\"ids\": [%d], \"fields\": {\"version\": \"1\"}}".formatted(ids.getFirst()),
                Map.of("Idempotency-Key", key));
    }

    private Answer ended(String self) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> program.get(self),
                        it -> it.json().get("state").asString().equals("ENDED"));
    }

    private long marked(String version) {
        return database.sql("select count(*) from server where product_version = ?")
                .param(version)
                .query(Long.class)
                .single();
    }

    private long runs() {
        return database.sql("select count(*) from bulk_run").query(Long.class).single();
    }
}
