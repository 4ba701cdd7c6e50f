package org.certwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.certwright.security.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

/** Doing something with one row, shown with servers. */
@ApiTest
class ActionApiTests {

    @Autowired private BodyLimit limit;
    @Autowired private Program program;
    @Autowired private JdbcClient database;

    private String server;

    @BeforeEach
    void aServerWithoutABot() {
        database.sql("truncate server cascade").update();
        var id =
                database.sql(
                                """
                                with password as (
                                    insert into secret values (gen_random_uuid(), '') returning id)
                                insert into server (description, address, ssh_port, username,
                                  password_secret, sudo, server_type, operating_system, path, ports,
                                  created_at, created_by)
                                select 'web-01', '198.51.100.28', 22, 'deploy', id, 'NONE',
                                  'NGINX', 'LINUX', '/etc/nginx', '{443}', now(), 'test'
                                from password returning id
                                """)
                        .query(Long.class)
                        .single();
        server = "/api/v1/servers/" + id;
    }

    @Test
    void doesWhatThePageDoesAndSaysSo() {
        var answer = program.post(server + "/actions/delete", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("succeeded").asBoolean()).isTrue();
        assertThat(answer.json().get("message").asString()).isEqualTo("Server web-01 deleted.");
        assertThat(answer.json().get("page").asString()).isEqualTo("/provisioning/servers");
        assertThat(program.get(server).status()).isEqualTo(404);
    }

    @Test
    void standsInTheAuditLogWithItsToken() {
        program.post(server + "/actions/delete", "{}");

        var entry =
                database.sql(
                                """
                                select actor || ' by ' || via from audit_entry
                                where subject_type = 'Server' order by id desc limit 1
                                """)
                        .query(String.class)
                        .single();
        assertThat(entry).startsWith("administrator by API token of a test, …");
    }

    @Test
    void needsNoBodyWhereNothingIsToBeTold() {
        assertThat(
                        program.send(
                                        program.administrator(),
                                        HttpMethod.POST,
                                        server + "/actions/delete",
                                        null)
                                .status())
                .isEqualTo(200);
    }

    @Test
    void saysWhyItCannotBeDoneNow() {
        var answer = program.post(server + "/actions/test", "{}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asString())
                .isEqualTo("Server web-01 has no provisioning bot; map one in its settings.");
    }

    @Test
    void saysWhatIsMissingAndWhatNobodyKnows() {
        var answer =
                program.post(server + "/actions/host-key", "{\"type\": \"x\", \"print\": \"y\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").toString())
                .contains("\"field\":\"fingerprint\",\"message\":\"It is missing. ")
                .contains("\"field\":\"print\",\"message\":\"Nothing of this name is expected.\"");
    }

    @Test
    void saysWhereABodyCannotBeReadAndNeverWhatStandsThere() {
        var cut = program.post(server + "/actions/host-key", "{\"type\": \"hidden");
        assertThat(cut.status()).isEqualTo(400);
        assertThat(cut.json().get("detail").asString())
                .startsWith("The body is not readable as JSON: line 1, column ");

        var nested = program.post(server + "/actions/host-key", "{\"type\": {\"hidden\": 1}}");
        assertThat(nested.json().get("detail").asString())
                .isEqualTo("The body has no readable value at type.");
        assertThat(cut.body() + nested.body()).doesNotContain("hidden", "tools.jackson");
    }

    @Test
    void saysWhichActionsThereAre() {
        var answer = program.post(server + "/actions/explode", "{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").asString())
                .isEqualTo(
                        "There is no action “explode” for the list servers. It knows: delete,"
                                + " host-key, scan, test.");
    }

    @Test
    void isForThoseWhoseRoleTheActionNeeds() {
        var operator = program.acting(Role.OPERATOR);

        var answer = program.send(operator, HttpMethod.POST, server + "/actions/delete", "{}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("detail").asString())
                .isEqualTo("The role Operator does not allow this.");
        assertThat(program.get(server).status()).isEqualTo(200);
    }

    @Test
    void readsNoBodyThatIsTooLarge() {
        var answer = program.post(server + "/actions/test", " ".repeat(BodyLimit.MOST) + "{}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("detail").asString())
                .isEqualTo("The body has 1,048,578 bytes; at most 1,048,576 are read.");
    }

    @Test
    void knowsItsAddressesHoweverTheyAreWritten() {
        assertThat(limit.shouldNotFilter(new MockHttpServletRequest("POST", "/%61pi/v1/servers")))
                .isFalse();
        assertThat(limit.shouldNotFilter(new MockHttpServletRequest("POST", "/provisioning")))
                .isTrue();
    }
}
