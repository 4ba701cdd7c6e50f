package org.certwright.bot;

import static org.assertj.core.api.Assertions.assertThat;

import org.certwright.DatabaseTest;
import org.certwright.api.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Bots as a program works with them. */
@DatabaseTest
class BotApiTests {

    private static final String BOTS = "/api/v1/bots";

    @Autowired private Program program;
    @Autowired private BotFixtures fixtures;
    @Autowired private JdbcClient database;

    @BeforeEach
    void clear() {
        fixtures.clear();
    }

    @Test
    void createsABotAndShowsItsTokenOnce() {
        var made =
                program.post(
                        BOTS, "{\"name\": \"dmz\", \"purpose\": \"DISCOVERY_AND_PROVISIONING\"}");

        assertThat(made.status()).isEqualTo(201);
        var token = made.json().get("token").asString();
        assertThat(token).startsWith("cwb_");
        var row = program.get(BOTS + "/" + made.id());
        assertThat(row.json().get("name").asString()).isEqualTo("dmz");
        assertThat(row.body()).doesNotContain(token);
        var rotated = program.post("%s/%d/token".formatted(BOTS, made.id()), "{}");
        assertThat(rotated.json().get("token").asString()).startsWith("cwb_").isNotEqualTo(token);
    }

    @Test
    void stopsAndStartsABot() {
        var bot = BOTS + "/" + fixtures.embedded();

        assertThat(program.post(bot + "/actions/stop", "{}").json().get("message").asString())
                .isEqualTo("Bot embedded is stopped. It takes no new work until it is started.");
        assertThat(program.get(bot).json().get("status").asString()).isEqualTo("STOPPED");
        assertThat(program.post(bot + "/actions/start", "{}").json().get("follow").asString())
                .isEqualTo(bot);
        assertThat(program.get(bot).json().get("status").asString()).isNotEqualTo("STOPPED");
    }

    @Test
    void deletesABotOnceAnotherTakesOver() {
        var old = fixtures.bot("old");
        fixtures.server("web-01", old);
        var delete = "%s/%d/actions/delete".formatted(BOTS, old);

        var refused = program.post(delete, "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(program.post(delete, "{\"moveTo\": \"another\"}").status()).isEqualTo(400);

        assertThat(program.post(delete, "{\"moveTo\": %d}".formatted(fixtures.embedded())).status())
                .isEqualTo(200);
        assertThat(program.get(BOTS + "/" + old).status()).isEqualTo(404);
        assertThat(database.sql("select bot_id from server").query(Long.class).single())
                .isEqualTo(fixtures.embedded());
    }

    @Test
    void configuresWhatWasRead() {
        var address = "%s/%d/configuration".formatted(BOTS, fixtures.bot("dmz"));
        var read = (ObjectNode) program.get(address).json();

        var changed = program.put(address, read.put("tags", "env=dmz").toString());

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("tags").asString()).isEqualTo("env=dmz");
        assertThat(program.put(address, read.toString()).status()).isEqualTo(409);
        assertThat(program.post(BOTS, "{\"name\": \"not a name\"}").json().get("errors").toString())
                .contains("\"field\":\"name\"", "\"field\":\"purpose\"");
    }
}
