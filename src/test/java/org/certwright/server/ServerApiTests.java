package org.certwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.certwright.DatabaseTest;
import org.certwright.api.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Adding and editing servers as a program does it. */
@DatabaseTest
class ServerApiTests {

    private static final String SERVERS = "/api/v1/servers";

    @Autowired private Program program;
    @Autowired private JdbcClient database;

    @BeforeEach
    void clear() {
        database.sql("truncate certificate, server cascade").update();
    }

    @Test
    void addsAServerByTheFieldsOfTheForm() {
        var made = program.post(SERVERS, form().toString());

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(SERVERS + "/" + made.id());
        var row = program.get(SERVERS + "/" + made.id()).json();
        assertThat(row.get("description").asString()).isEqualTo("web-01");
        assertThat(row.get("created-by").asString()).isEqualTo("administrator");
    }

    @Test
    void takesNumbersAsNumbers() {
        assertThat(program.post(SERVERS, form().put("sshPort", 2222).toString()).status())
                .isEqualTo(201);
        assertThat(database.sql("select ssh_port from server").query(Integer.class).single())
                .isEqualTo(2222);
    }

    @Test
    void saysWhichFieldsNeedACorrection() {
        var answer =
                program.post(
                        SERVERS, form().put("ipAddress", "no host").put("path", "").toString());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asString()).isEqualTo("2 fields need a correction.");
        assertThat(answer.json().get("errors").toString())
                .contains("\"field\":\"ipAddress\"", "no host is neither an IP address nor")
                .contains("\"field\":\"path\"", "Enter the Nginx Path");
        assertThat(answer.body()).doesNotContain(ServerForms.PASSWORD);
    }

    @Test
    void refusesAFieldThatNobodyKnows() {
        assertThat(program.post(SERVERS, form().put("sudoMode", "NONE").toString()).body())
                .contains("The body has a field that is not known here: sudoMode.");
    }

    @Test
    void editsWhatWasReadAndKeepsTheSecrets() {
        var id = program.post(SERVERS, form().toString()).id();
        var address = "%s/%d/configuration".formatted(SERVERS, id);
        var read = (ObjectNode) program.get(address).json();
        assertThat(read.toString()).doesNotContain(ServerForms.PASSWORD);
        var password = passwordOf(id);

        var changed = program.put(address, read.put("path", "/opt/nginx").toString());

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("path").asString()).isEqualTo("/opt/nginx");
        assertThat(passwordOf(id)).isEqualTo(password);
    }

    @Test
    void overwritesNobodysChange() {
        var id = program.post(SERVERS, form().toString()).id();
        var address = "%s/%d/configuration".formatted(SERVERS, id);
        var read = (ObjectNode) program.get(address).json();
        program.put(address, read.put("path", "/opt/nginx").toString());

        var late = program.put(address, read.put("path", "/srv/nginx").toString());

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("detail").asString()).startsWith("Somebody else changed this");
    }

    private static ObjectNode form() {
        var form = JsonMapper.shared().createObjectNode();
        ServerForms.nginx("web-01").forEach(form::put);
        return form;
    }

    private String passwordOf(long id) {
        return database.sql("select password_secret::text from server where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }
}
