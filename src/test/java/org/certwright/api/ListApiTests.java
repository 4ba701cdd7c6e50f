package org.certwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.certwright.api.Program.Answer;
import org.certwright.security.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reading lists, shown with the one of servers. */
@ApiTest
class ListApiTests {

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

    @Autowired private Program program;
    @Autowired private JdbcClient database;

    @BeforeEach
    void twelveServers() {
        database.sql("truncate server cascade").update();
        database.sql(
                        """
                        with password as (
                            insert into secret values (gen_random_uuid(), '') returning id)
                        insert into server (description, address, ssh_port, username,
                          password_secret, sudo, server_type, operating_system, path, ports, bot_id,
                          status, checked_at, last_report, created_at, created_by)
                        select 'web-' || to_char(at, 'FM00'), '198.51.100.' || at, 22, 'deploy', id,
                          'NONE', 'NGINX', 'LINUX', '/etc/nginx', '{443}',
                          case when at = 1 then (select min(bot.id) from bot) end,
                          case when at <= 5 then 'ACTIVE' else 'UNREACHABLE' end,
                          timestamptz '2026-11-20 12:00:00+01' + at * interval '1 day', '{}',
                          now(), 'test'
                        from password, generate_series(1, 12) at
                        """)
                .update();
    }

    @Test
    void answersWhatThePageShowsAsValuesOfTheirKind() {
        var answer = program.get("/api/v1/servers?size=1");

        assertThat(answer.json().get("total").asInt()).isEqualTo(12);
        assertThat(answer.json().get("page").asInt()).isEqualTo(1);
        assertThat(answer.json().get("size").asInt()).isEqualTo(1);
        var row = answer.json().get("rows").get(0);
        assertThat(row.get("self").asString())
                .isEqualTo("/api/v1/servers/" + row.get("id").asLong());
        assertThat(row.get("description").asString()).isEqualTo("web-01");
        assertThat(row.get("type").asString()).isEqualTo("NGINX");
        assertThat(row.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(row.get("checked").asString()).isEqualTo("2026-11-21T11:00:00Z");
        assertThat(row.get("bindings").asInt()).isZero();
        assertThat(row.get("bot").asString()).isEqualTo("embedded");
        assertThat(row.has("username")).isFalse();
    }

    @Test
    void saysNothingWhereThereIsNothing() {
        var row = program.get("/api/v1/servers?show=bot&q=web-02").json().get("rows").get(0);

        assertThat(row.get("bot").isNull()).isTrue();
    }

    @Test
    void answersTheColumnsThatAreAskedForInTheirOrder() {
        var row =
                program.get("/api/v1/servers?show=username&show=status&size=1")
                        .json()
                        .get("rows")
                        .get(0);

        assertThat(row.propertyNames()).containsExactly("id", "self", "username", "status");
    }

    @Test
    void isNotChangedByWhatAUserChoseForHisPages() {
        var before = program.get("/api/v1/servers?size=1").body();
        database.sql(
                        """
                        insert into list_preference values ('administrator', 'servers', '{path}', 100)
                        """)
                .update();

        assertThat(program.get("/api/v1/servers?size=1").body()).isEqualTo(before);
        assertThat(program.get("/api/v1/servers").json().get("size").asInt()).isEqualTo(25);
    }

    @ParameterizedTest
    @CsvSource({
        "view=unreachable, 7",
        "view=mapped, 1",
        "q=WEB-1, 3",
        "by=status&op=equals&value=ACTIVE, 5",
        "by=status&op=equals&value=Active, 5",
        "by=status&op=equals&value=All, 12",
        "by=checked&op=before&value=2026-11-23, 2",
        "by=checked&op=after&value=2026-11-23T11:00:00Z, 9",
        "by=description&op=contains&value=-1&view=unreachable, 3",
        "by=description&op=contains&value=%25, 0",
        "by=status&op=equals&value=ACTIVE&by=bindings&op=greater-than&value=0, 0"
    })
    void filtersAsThePageDoes(String parameters, int total) {
        var answer = program.get("/api/v1/servers?" + parameters);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("total").asInt()).isEqualTo(total);
        assertThat(ids(answer)).hasSize(total);
    }

    @Test
    void sorts() {
        assertThat(names(program.get("/api/v1/servers?sort=checked,desc&size=2")))
                .containsExactly("web-12", "web-11");
    }

    @Test
    void saysWhereTheOtherPagesAre() {
        var address = "/api/v1/servers?by=description&op=contains&value=web&size=5";

        assertThat(program.get(address + "&page=2").header("Link"))
                .isEqualTo(
                        List.of(
                                        "page=1&size=5>; rel=\"first\"",
                                        "page=1&size=5>; rel=\"prev\"",
                                        "page=3&size=5>; rel=\"next\"",
                                        "page=3&size=5>; rel=\"last\"")
                                .stream()
                                .map(it ->
                                        "</api/v1/servers?by=description&op=contains&value=web&"
                                                + it)
                                .reduce((one, other) -> one + ", " + other)
                                .orElseThrow());
        assertThat(all(address))
                .hasSize(12)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Long::compare);
    }

    @Test
    void readsOnAfterARowWhateverComesAndGoesMeanwhile() {
        var first = program.get("/api/v1/servers?after=0&size=5");
        database.sql("delete from server where description in ('web-02', 'web-12')").update();
        database.sql("update server set description = 'aaa' where description = 'web-11'").update();

        assertThat(first.json().has("total")).isFalse();
        assertThat(first.json().get("after").asLong()).isEqualTo(ids(first).getLast());
        var others = all(NEXT.matcher(String.valueOf(first.header("Link"))));
        assertThat(others).hasSize(6).doesNotContainAnyElementsOf(ids(first));
    }

    @Test
    void readsOnWithinWhatIsFiltered() {
        assertThat(all("/api/v1/servers?view=unreachable&after=0&size=3")).hasSize(7);
        assertThat(program.get("/api/v1/servers?after=0&size=1000").json().has("after")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "filter=ACTIVE, There is no parameter “filter” here. There are: after",
        "by=state&op=equals&value=ACTIVE, no column “state”. It knows: description",
        "by=status&op=contains&value=A, no operator for status “contains”. It knows: equals",
        "by=status&op=equals&value=Broken, One of these is expected: Active",
        "by=checked&op=before&value=yesterday, A day such as 2026-02-05 is expected",
        "by=status&op=equals, Each filter is three parameters",
        "view=lost, no view “lost”. It knows: all",
        "show=password, no column “password”",
        "sort=ports, no sorting “ports”. It knows: description",
        "size=201, from 1 to 200 is expected",
        "size=many, from 1 to 200 is expected",
        "page=0, from 1 on is expected",
        "after=0&size=1001, from 1 to 1000 is expected",
        "after=-1, from 0 on is expected",
        "after=0&page=2, page and sort do not go",
        "after=0&sort=checked, page and sort do not go"
    })
    void saysWhatWouldBeUnderstood(String parameters, String words) {
        var answer = program.get("/api/v1/servers?" + parameters);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asString()).contains(words);
    }

    @Test
    void answersOneRowWithAllItsColumns() {
        var id = ids(program.get("/api/v1/servers?q=web-03")).getFirst();

        var row = program.get("/api/v1/servers/" + id).json();

        assertThat(row.get("id").asLong()).isEqualTo(id);
        assertThat(row.get("username").asString()).isEqualTo("deploy");
        assertThat(row.get("service").isNull()).isTrue();
        assertThat(row.propertyNames()).hasSizeGreaterThan(14);
    }

    @Test
    void saysWhatIsNotThere() {
        assertThat(program.get("/api/v1/servers/999999999").body())
                .contains("There is no server 999999999.");
        assertThat(program.get("/api/v1/things").body()).contains("There is no list “things”.");
        assertThat(program.get("/api/v1/servers/99999999999999999999").status()).isEqualTo(400);
    }

    @Test
    void answersEveryListThereIs() {
        var lists =
                program.paths().stream()
                        .filter(it -> it.matches("/api/v1/[a-z-]+/\\{id}"))
                        .toList();
        assertThat(lists).contains("/api/v1/servers/{id}");

        for (var it : lists) {
            var list = it.replace("/{id}", "");
            if (list.equals("/api/v1/bulk")) continue;
            var shown =
                    StreamSupport.stream(
                                    program.document()
                                            .at(
                                                    "/paths/"
                                                            + list.replace("/", "~1")
                                                            + "/get/parameters")
                                            .spliterator(),
                                    false)
                            .filter(at -> at.get("name").asString().equals("show"))
                            .findFirst()
                            .orElseThrow()
                            .at("/schema/items/enum");
            var columns =
                    IntStream.range(0, shown.size())
                            .mapToObj(at -> "&show=" + shown.get(at).asString())
                            .reduce("", String::concat);
            assertThat(program.get(list + "?after=0" + columns).status()).as(list).isEqualTo(200);
        }
    }

    @Test
    void aTokenThatReadsIsEnough() {
        assertThat(
                        program.send(
                                        program.reading(Role.AUDITOR),
                                        HttpMethod.GET,
                                        "/api/v1/servers",
                                        null)
                                .status())
                .isEqualTo(200);
    }

    private List<Long> all(String address) {
        var first = program.get(address);
        var all = new ArrayList<>(ids(first));
        all.addAll(all(NEXT.matcher(String.valueOf(first.header("Link")))));
        return all;
    }

    private List<Long> all(java.util.regex.Matcher next) {
        return next.find() ? all(next.group(1)) : List.of();
    }

    private static List<Long> ids(Answer answer) {
        var rows = answer.json().get("rows");
        return LongStream.range(0, rows.size())
                .mapToObj(at -> rows.get((int) at).get("id").asLong())
                .toList();
    }

    private static List<String> names(Answer answer) {
        var rows = answer.json().get("rows");
        return IntStream.range(0, rows.size())
                .mapToObj(at -> rows.get(at).get("description").asString())
                .toList();
    }
}
