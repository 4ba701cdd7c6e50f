package org.certwright.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPostgresTests {

    @TempDir private Path folder;

    @Test
    void keepsItsDataBetweenStarts() throws IOException, SQLException {
        try (var first = KeptPostgres.start(folder)) {
            execute(first, "create table kept (it text); insert into kept values ('still here')");
        }
        try (var second = KeptPostgres.start(folder);
                var connection =
                        DriverManager.getConnection(second.url(), "postgres", second.password());
                var found = connection.createStatement().executeQuery("select it from kept")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getString(1)).isEqualTo("still here");
            assertThatThrownBy(() -> DriverManager.getConnection(second.url(), "postgres", "wrong"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void saysWhoHoldsTheFolder() throws IOException {
        try (var first = KeptPostgres.start(folder)) {
            assertThatThrownBy(() -> KeptPostgres.start(folder))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("in use by another running Certwright")
                    .hasMessageContaining(folder.toString());
            assertThat(first.url()).startsWith("jdbc:postgresql://localhost:");
        }
    }

    @Test
    void refusesTheDataOfAnotherMajorVersion() throws IOException {
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "17\n");

        assertThatThrownBy(() -> KeptPostgres.start(folder))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("is of PostgreSQL 17; this program brings 18");
    }

    private static void execute(KeptPostgres server, String statement) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(server.url(), "postgres", server.password());
                var it = connection.createStatement()) {
            it.execute(statement);
        }
    }
}
