package org.certwright.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.certwright.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Entries from before there was a chain are in it afterwards. */
class AuditMigrationTests {

    private record Row(long number, String text, String previous, String hash, String computed) {}

    @Test
    void chainsWhatWasThereBefore() throws SQLException {
        var source = TestDatabase.empty();
        Flyway.configure().dataSource(source).target("202611241700").load().migrate();
        var database = JdbcClient.create(source);
        for (var text : List.of("first", "lost", "zweite Änderung, mit „Zeichen“", "third")) {
            database.sql(
                            """
                            insert into audit_entry
                                (at, actor, address, action, subject_type, subject_id, text, details)
                            values ('2026-11-23 12:00:00.1234567+01', 'maria', null, 'Changed',
                                'Server', '7', ?, 'path: /a → /b')
                            """)
                    .param(text)
                    .update();
        }
        database.sql("delete from audit_entry where text = 'lost'").update();

        Flyway.configure().dataSource(source).load().migrate();

        var rows =
                database.sql("select * from audit_entry order by id")
                        .query(AuditMigrationTests::row)
                        .list();
        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L, 3L);
        assertThat(rows).extracting(Row::text).startsWith("first").endsWith("third");
        assertThat(rows).allSatisfy(it -> assertThat(it.computed()).isEqualTo(it.hash()));
        assertThat(rows.getFirst().previous()).isEqualTo("0".repeat(64));
        assertThat(rows.get(1).previous()).isEqualTo(rows.getFirst().hash());
        assertThat(rows.get(2).previous()).isEqualTo(rows.get(1).hash());
    }

    private static Row row(ResultSet it, int at) throws SQLException {
        var computed =
                new CanonicalForm()
                        .add(it.getLong("id"))
                        .add(it.getString("previous_hash"))
                        .add(it.getObject("at", OffsetDateTime.class).toInstant())
                        .add(it.getString("actor"))
                        .add(it.getString("via"))
                        .add(it.getString("address"))
                        .add(it.getString("action"))
                        .add(it.getString("subject_type"))
                        .add(it.getString("subject_id"))
                        .add(it.getString("text"))
                        .add(it.getString("details"))
                        .add(List.of())
                        .sha256();
        return new Row(
                it.getLong("id"),
                it.getString("text"),
                it.getString("previous_hash"),
                it.getString("hash"),
                computed);
    }
}
