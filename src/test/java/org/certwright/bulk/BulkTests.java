package org.certwright.bulk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.certwright.DatabaseTest;
import org.certwright.ShownList;
import org.certwright.dashboard.Rows;
import org.certwright.security.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.HtmlUtils;

/** Doing one thing with many certificates, as a person does it on pages. */
@DatabaseTest
class BulkTests {

    private static final String LIST = "/provisioning/certificates";
    private static final String SHOPS = "by=name&op=contains&value=shop";
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    @Autowired private MockMvcTester pages;
    @Autowired private JdbcClient database;
    @Autowired private DataSource connections;
    @Autowired private Rows rows;
    @Autowired private BulkWork work;
    @Autowired private BulkRuns all;

    private long first;
    private long second;
    private long third;
    private long other;

    @BeforeEach
    void threeShopsAndAnother() {
        leaveNone();
        database.sql(
                        """
                        insert into app_user (username, display_name, role, time_zone, created_at)
                        values ('olga', 'Olga', 'OPERATOR', 'UTC', now())
                        on conflict (username) do update set role = 'OPERATOR', disabled = false
                        """)
                .update();
        first = certificate("shop-1.example.com");
        second = certificate("shop-2.example.com");
        third = certificate("shop-3.example.com");
        other = certificate("other.example.com");
    }

    @AfterEach
    void leaveNone() {
        undisturbed();
        await().atMost(Duration.ofSeconds(60)).until(() -> running() == 0);
        rows.clear();
        database.sql("truncate bulk_run cascade").update();
        database.sql("delete from api_token where name = 'of a bulk run'").update();
    }

    @Test
    void allThatMatchAreWorkedOnAndNoOther() {
        var run = ended(begin(asked("ignore", all(SHOPS))));

        assertThat(page(run)).contains("3 of 3 done").doesNotContain("other.example.com");
        assertThat(ignored()).containsExactlyInAnyOrder(first, second, third);
    }

    @Test
    void whatIsTickedIsWorkedOnAndNoOther() {
        var ticked = new LinkedMultiValueMap<String, String>();
        ticked.add("id", String.valueOf(first));
        ticked.add("id", String.valueOf(other));
        ticked.add("back", SHOPS);

        var run = ended(begin(asked("ignore", ticked)));

        assertThat(page(run)).contains("2 of 2 done");
        assertThat(ignored()).containsExactlyInAnyOrder(first, other);
    }

    @Test
    void whatComesToMatchAfterTheQuestionIsAskedAboutAgain() {
        var form = asked("delete", all(SHOPS));
        form.set("batch", "of a test");
        certificate("shop-4.example.com");

        var again = post("/bulk/certificates/delete/begin", form, Role.OPERATOR);

        assertThat(again)
                .hasStatusOk()
                .bodyText()
                .contains(
                        "when you were asked, there were 3 certificates.", "Delete 4 certificates");
        assertThat(runs()).isZero();
        assertThat(page(ended(begin(hidden(ShownList.text(again)))))).contains("4 of 4 done");
    }

    @Test
    void whatComesToMatchInPlaceOfAnotherIsAskedAboutAgain() {
        var form = asked("delete", all(SHOPS));
        form.set("batch", "of a test");
        certificate("shop-4.example.com");
        database.sql("delete from certificate where id = ?").param(third).update();

        var again = post("/bulk/certificates/delete/begin", form, Role.OPERATOR);

        assertThat(again)
                .hasStatusOk()
                .bodyText()
                .contains("others have come to match in place of some", "Delete 3 certificates");
        assertThat(runs()).isZero();
        assertThat(page(ended(begin(hidden(ShownList.text(again)))))).contains("3 of 3 done");
    }

    @Test
    void aQuestionThatDoesNotSayWhichRowsItSpokeOfIsAskedAgain() {
        var form = asked("delete", all(SHOPS));
        form.set("batch", "of a test");
        form.remove("mark");

        assertThat(post("/bulk/certificates/delete/begin", form, Role.OPERATOR))
                .hasStatusOk()
                .bodyText()
                .contains("Delete 3 certificates");
        assertThat(runs()).isZero();
    }

    @Test
    void aFormThatIsSentAgainBeginsNothingEvenIfItsRowsAreGone() {
        var form = asked("delete", all(SHOPS));
        var run = ended(begin(form));
        assertThat(page(run)).contains("3 of 3 done");

        assertThat(begin(form)).isEqualTo(run);
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void whatComesAfterTheBeginningIsLeftAloneAndWhatWentIsSaid() throws SQLException {
        var form = asked("ignore", all(SHOPS));
        var later = new long[2];
        whileNothingCanBeDoneWith(
                first,
                () -> {
                    later[0] = begin(form);
                    later[1] = certificate("shop-4.example.com");
                    database.sql("delete from certificate where id = ?").param(third).update();
                });

        var run = ended(later[0]);

        assertThat(page(run))
                .contains("2 of 3 done, 1 not done")
                .contains("shop-3.example.com", "It is no longer there");
        assertThat(ignored()).containsExactlyInAnyOrder(first, second).doesNotContain(later[1]);
    }

    @Test
    void oneThatFailsSaysWhyAndDoesNotStopTheOthers() {
        rows.set("certificate", second, "status = 'ORDER_PENDING'");

        var page = page(ended(begin(asked("delete", all(SHOPS)))));

        assertThat(page)
                .contains("2 of 3 done, 1 not done", "Done in part")
                .contains("it is being ordered; cancel the order first")
                .containsSubsequence("shop-2.example.com", "shop-1.example.com")
                .contains("href=\"%s/%d\"".formatted(LIST, second))
                .doesNotContain("href=\"%s/%d\"".formatted(LIST, first));
        assertThat(database.sql("select id from certificate").query(Long.class).list())
                .containsExactlyInAnyOrder(second, other);
    }

    @Test
    void everyLinkOfAResultLeadsSomewhere() {
        rows.smimeUser("ada@example.com", "AWAITING_ORDER");
        var form =
                hidden(
                        ShownList.text(
                                post(
                                        "/bulk/smime/ignore",
                                        all("by=email&op=contains&value=ada"),
                                        Role.OPERATOR)));
        form.add("batch", "of a test");
        var begun = post("/bulk/smime/ignore/begin", form, Role.OPERATOR);

        var page = page(ended(number(begun)));

        assertThat(page).contains("1 of 1 done", "Ada");
        for (var link :
                Pattern.compile("<section.*</section>", Pattern.DOTALL)
                        .matcher(page)
                        .results()
                        .flatMap(it ->
                                Pattern.compile("href=\"([^\"]+)\"").matcher(it.group()).results())
                        .map(it -> HtmlUtils.htmlUnescape(it.group(1)))
                        .toList()) assertThat(get(link, Role.OPERATOR)).as(link).hasStatusOk();
    }

    @Test
    void goesOnWhereAProcessDiedAndDoesNothingTwice() {
        var run = left("olga", "ignore", first, second, third);
        ignore(first);
        settle(run, first);
        taskOf(
                run,
                "picked = true, picked_by = 'dead', last_heartbeat = now() - interval '1 hour'");

        ended(run);

        assertThat(page(run)).contains("3 of 3 done");
        assertThat(ignored()).containsExactlyInAnyOrder(first, second, third);
        assertThat(entries("Ignored", first)).as("by the process that died").isZero();
        assertThat(List.of(entries("Ignored", second), entries("Ignored", third)))
                .containsExactly(1L, 1L);
    }

    @Test
    void severalWhoWorkOnTheSameRunDoNothingTwice() {
        var ids = Stream.generate(() -> certificate("many.example.com")).limit(20).toList();
        var run = left("olga", "assign-bot", ids.toArray(Long[]::new));

        Stream.generate(() -> CompletableFuture.runAsync(() -> work.run(run)))
                .limit(3)
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(page(run)).contains("20 of 20 done");
        for (var it : ids) assertThat(entries("Bot assigned", it)).isEqualTo(1);
    }

    @Test
    void aFormThatIsSentTwiceBeginsOnce() {
        var form = asked("ignore", all(SHOPS));

        assertThat(begin(form)).isEqualTo(begin(form));
        assertThat(begin(asked("ignore", all(SHOPS)))).isPositive();
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void whatIsCancelledIsNotDoneNotEvenWhatWasUnderWay() throws SQLException {
        var form = asked("ignore", all(SHOPS));
        var run = new long[1];
        whileNothingCanBeDoneWith(
                first,
                () -> {
                    run[0] = begin(form);
                    assertThat(page(run[0])).contains("0 of 3 done", "/cancel\"");
                    post(
                            "/bulk/%d/cancel".formatted(run[0]),
                            new LinkedMultiValueMap<>(),
                            Role.OPERATOR);
                });

        await().atMost(Duration.ofSeconds(30)).until(() -> tasks(run[0]) == 0);

        assertThat(page(run[0])).contains("Cancelled before its turn").doesNotContain("/cancel\"");
        assertThat(ignored()).isEmpty();
    }

    @Test
    void nothingIsDoneInTheNameOfWhoMayNotAnyMore() {
        database.sql("update app_user set role = 'AUDITOR' where username = 'olga'").update();
        var run = left("olga", "ignore", first, second);
        taskOf(run, "picked = false");

        ended(run);

        assertThat(page(run))
                .contains("0 of 2 done", "Cancelled")
                .contains("olga has the role Auditor, which does not allow this; nothing more");
        assertThat(ignored()).isEmpty();
    }

    @Test
    void nothingIsDoneWithATokenThatIsRevoked() {
        var run = left("olga", "ignore", first, second);
        database.sql(
                        """
                        with token as (
                          insert into api_token (user_id, name, token_hash, hint, scope, created_at,
                            expires_at, revoked_at)
                          select id, 'of a bulk run', decode(md5('nightly'), 'hex'), 'x3Fq', 'ACT', now(),
                            now(), now() from app_user where username = 'olga'
                          returning id)
                        update bulk_run set token_id = (select id from token) where id = ?
                        """)
                .param(run)
                .update();

        work.run(run);

        assertThat(page(run))
                .contains("0 of 2 done", "Cancelled")
                .contains("The API token it was begun with is revoked; nothing more is done");
        assertThat(ignored()).isEmpty();
    }

    @Test
    void whoIsDisabledWhileItRunsDoesNotGoOnToTheEnd() {
        var ids = Stream.generate(() -> certificate("many.example.com")).limit(3).toList();
        var run = left("olga", "ignore", ids.toArray(Long[]::new));
        whenIgnored(ids.getFirst(), "update app_user set disabled = true where username = 'olga'");

        work.run(run);

        var reason = "olga is disabled; nothing more is done in that name";
        assertThat(page(run)).contains("1 of 3 done", reason);
        assertThat(all.get(run).reason()).isEqualTo(reason);
        assertThat(ignored()).containsExactly(ids.getFirst());
        assertThat(
                        database.sql(
                                        """
                                        select details from audit_entry where action = 'Cancelled'
                                            and subject_type = 'Bulk action' and subject_id = ?
                                        """)
                                .param(String.valueOf(run))
                                .query(String.class)
                                .list())
                .containsExactly(reason);
    }

    @Test
    void theLogSaysByWhichRunAndByWhichTokenItWasDone() {
        var byProgram = left("olga", "ignore", first);
        database.sql("update bulk_run set via = 'API token nightly, …x3Fq' where id = ?")
                .param(byProgram)
                .update();
        var byPerson = left("olga", "ignore", second);

        work.run(byProgram);
        work.run(byPerson);

        assertThat(via("Ignored", first))
                .isEqualTo("bulk run %d, API token nightly, …x3Fq".formatted(byProgram));
        assertThat(via("Ignored", second)).isEqualTo("bulk run " + byPerson);
    }

    @Test
    void aDatabaseThatIsBusyIsNoResult() {
        var run = left("olga", "ignore", first, second, third);
        whenIgnored(second, "raise exception 'deadlock' using errcode = '40P01'");

        assertThatThrownBy(() -> work.run(run)).isInstanceOf(TransientDataAccessException.class);
        assertThat(page(run)).contains("1 of 3 done", "Running").doesNotContain("not done");
        undisturbed();
        work.run(run);

        assertThat(page(run)).contains("3 of 3 done");
        assertThat(entries("Ignored", first)).as("not done twice").isEqualTo(1);
    }

    @Test
    void whatNobodyExpectedIsToldWithoutItsWords() {
        var run = left("olga", "ignore", first, second);
        whenIgnored(first, "raise exception 'secret words' using errcode = '22012'");

        work.run(run);

        assertThat(page(run))
                .contains("1 of 2 done, 1 not done")
                .containsPattern(
                        "It failed unexpectedly; the log of the program says more \\(run %d, item \\d+\\)"
                                .formatted(run))
                .doesNotContain("secret words", "update certificate");
    }

    @Test
    void aFormThatBeganSomethingElseIsRefused() {
        var form = asked("ignore", all(SHOPS));
        var run = begin(form);
        form.set("batch", "of another test");

        assertThat(post("/bulk/certificates/ignore/begin", form, Role.OPERATOR))
                .hasStatus(400)
                .bodyText()
                .contains("Run %d, which is something else, was begun".formatted(run));
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void theNameOfTheBatchFindsWhatWasDone() {
        var form = asked("assign-bot", all(SHOPS));
        form.add("batch", "Autumn 100%");
        form.add("field-bot", String.valueOf(rows.embedded()));

        var page =
                page(
                        ended(
                                number(
                                        post(
                                                "/bulk/certificates/assign-bot/begin",
                                                form,
                                                Role.OPERATOR))));

        assertThat(page).contains("Autumn 100%", "Show this batch");
        var link = Pattern.compile("href=\"([^\"]+)\">Show this batch").matcher(page);
        assertThat(link.find()).isTrue();
        assertThat(
                        ShownList.of(get(HtmlUtils.htmlUnescape(link.group(1)), Role.AUDITOR))
                                .column("CN / SAN Name"))
                .containsExactlyInAnyOrder(
                        "shop-1.example.com", "shop-2.example.com", "shop-3.example.com");
    }

    @Test
    void whatIsNotFilledInIsToldAndNothingBegins() {
        var form = asked("assign-bot", all(SHOPS));
        form.set("batch", "x".repeat(81));

        assertThat(post("/bulk/certificates/assign-bot/begin", form, Role.OPERATOR))
                .hasStatusOk()
                .bodyText()
                .contains("Choose the bot.", "A name of at most 80 characters is expected.");
        form.add("field-bot", String.valueOf(rows.embedded()));
        assertThat(post("/bulk/certificates/assign-bot/begin", form, Role.OPERATOR))
                .bodyText()
                .contains("selected=\"selected\">embedded<")
                .doesNotContain("Choose the bot.");
        assertThat(runs()).isZero();
    }

    @Test
    void withoutAnyRowNothingIsAsked() {
        var nothing = new LinkedMultiValueMap<String, String>();
        nothing.add("back", SHOPS);

        assertThat(post("/bulk/certificates/ignore", nothing, Role.OPERATOR))
                .hasRedirectedUrl(LIST + "?" + SHOPS)
                .flash()
                .containsKey("failure");
    }

    @Test
    void anAuditorWatchesAndDoesNothing() {
        var run = ended(begin(asked("ignore", all(SHOPS))));

        assertThat(get(LIST, Role.AUDITOR)).bodyText().doesNotContain("/bulk/certificates/");
        assertThat(get("/bulk/" + run, Role.AUDITOR)).hasStatusOk();
        for (var address :
                List.of(
                        "/bulk/certificates/ignore",
                        "/bulk/certificates/ignore/begin",
                        "/bulk/%d/cancel".formatted(run)))
            assertThat(post(address, all(SHOPS), Role.AUDITOR)).as(address).hasStatus(403);
    }

    private long certificate(String name) {
        return rows.certificate(name, Duration.ofDays(30));
    }

    private static MultiValueMap<String, String> all(String query) {
        var asked = new LinkedMultiValueMap<String, String>();
        asked.add("all", "true");
        asked.add("back", query);
        return asked;
    }

    /** The hidden fields of the question. */
    private MultiValueMap<String, String> asked(String action, MultiValueMap<String, String> rows) {
        var answer = post("/bulk/certificates/" + action, rows, Role.OPERATOR);
        assertThat(answer).hasStatusOk();
        var form = hidden(ShownList.text(answer));
        return form;
    }

    private static MultiValueMap<String, String> hidden(String page) {
        var fields = new LinkedMultiValueMap<String, String>();
        HIDDEN.matcher(page)
                .results()
                .filter(it -> !it.group(1).equals("_csrf"))
                .forEach(it -> fields.add(it.group(1), HtmlUtils.htmlUnescape(it.group(2))));
        var action = Pattern.compile("/bulk/certificates/([a-z-]+)/begin").matcher(page).results();
        action.findFirst().ifPresent(it -> fields.set("action", it.group(1)));
        return fields;
    }

    private long begin(MultiValueMap<String, String> form) {
        var sent = new LinkedMultiValueMap<>(form);
        sent.set("batch", "of a test");
        return number(
                post(
                        "/bulk/certificates/%s/begin".formatted(form.getFirst("action")),
                        sent,
                        Role.OPERATOR));
    }

    private static long number(MvcTestResult begun) {
        assertThat(begun).hasStatus3xxRedirection();
        var url = requireNonNull(begun.getResponse().getRedirectedUrl());
        return Long.parseLong(url.substring("/bulk/".length()));
    }

    private long ended(long run) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        database.sql("select ended_at is not null from bulk_run where id = ?")
                                .param(run)
                                .query(Boolean.class)
                                .single());
        return run;
    }

    private long running() {
        return database.sql("select count(*) from bulk_run where ended_at is null")
                .query(Long.class)
                .single();
    }

    private String page(long run) {
        var answer = get("/bulk/" + run, Role.OPERATOR);
        assertThat(answer).hasStatusOk();
        return ShownList.text(answer);
    }

    private MvcTestResult get(String address, Role role) {
        return pages.get().uri(URI.create(address.replace("+", "%20"))).with(by(role)).exchange();
    }

    private MvcTestResult post(String address, MultiValueMap<String, String> form, Role role) {
        return pages.post().uri(address).params(form).with(csrf()).with(by(role)).exchange();
    }

    private static RequestPostProcessor by(Role role) {
        return ShownList.by(role == Role.OPERATOR ? "olga" : "eva", role, ZoneId.of("UTC"));
    }

    /** A transaction of somebody else's holds it. */
    private void whileNothingCanBeDoneWith(long certificate, Runnable work) throws SQLException {
        try (var connection = connections.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select from certificate where id = %d for update".formatted(certificate));
            try {
                work.run();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** A run of which nothing is done, and that nobody works on. */
    private long left(String by, String action, Long... ids) {
        return database.sql(
                        """
                        with run as (
                          insert into bulk_run (list, action, label, batch, filled, total, created_at,
                            created_by)
                          values ('certificates', :action, 'Left', 'of a test',
                            jsonb_build_object('bot', (:bot)::text), :total, now(), :by)
                          returning id),
                        items as (
                          insert into bulk_item (run_id, object_id, name)
                          select run.id, object, 'certificate ' || object
                          from run, unnest(:ids) object)
                        select id from run
                        """)
                .param("action", action)
                .param("bot", rows.embedded())
                .param("total", ids.length)
                .param("by", by)
                .param("ids", ids)
                .query(Long.class)
                .single();
    }

    private void ignore(long certificate) {
        rows.set("certificate", certificate, "ignored = true");
    }

    private void settle(long run, long certificate) {
        database.sql(
                        """
                        with item as (
                          update bulk_item set state = 'DONE', words = 'Ignored', settled_at = now()
                          where run_id = :run and object_id = :certificate)
                        update bulk_run set done = done + 1 where id = :run
                        """)
                .param("run", run)
                .param("certificate", certificate)
                .update();
    }

    /** As the scheduler keeps it. */
    private void taskOf(long run, String assignment) {
        database.sql(
                        """
                        insert into scheduled_tasks
                          (task_name, task_instance, execution_time, picked, version, priority)
                        values ('bulk-run', ?, now() - interval '1 hour', true, 1, 50)
                        """)
                .param(String.valueOf(run))
                .update();
        database.sql(
                        "update scheduled_tasks set %s where task_name = 'bulk-run' and task_instance = ?"
                                .formatted(assignment))
                .param(String.valueOf(run))
                .update();
    }

    private long tasks(long run) {
        return database.sql(
                        """
                        select count(*) from scheduled_tasks
                        where task_name = 'bulk-run' and task_instance = ?
                        """)
                .param(String.valueOf(run))
                .query(Long.class)
                .single();
    }

    private List<Long> ignored() {
        return database.sql("select id from certificate where ignored")
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /** Something happens in the transaction that ignores this one. */
    private void whenIgnored(long certificate, String statement) {
        database.sql(
                        """
                        create function disturb() returns trigger language plpgsql as
                        $$ begin %s; return new; end $$
                        """
                                .formatted(statement))
                .update();
        database.sql(
                        """
                        create trigger disturb before update on certificate for each row
                        when (new.id = %d and new.ignored) execute function disturb()
                        """
                                .formatted(certificate))
                .update();
    }

    private void undisturbed() {
        database.sql("drop function if exists disturb() cascade").update();
    }

    private String via(String action, long certificate) {
        return database.sql(
                        """
                        select via from audit_entry
                        where action = ? and subject_type = 'Certificate' and subject_id = ?
                        """)
                .params(action, String.valueOf(certificate))
                .query(String.class)
                .single();
    }

    private long entries(String action, long certificate) {
        return database.sql(
                        """
                        select count(*) from audit_entry
                        where action = ? and subject_type = 'Certificate' and subject_id = ?
                        """)
                .params(action, String.valueOf(certificate))
                .query(Long.class)
                .single();
    }

    private long runs() {
        return database.sql("select count(*) from bulk_run").query(Long.class).single();
    }
}
