package org.certwright.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
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
    void startsAfterItsProcessWasKilled() throws Exception {
        var said = folder.resolve("said");
        var process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Killed.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(process.waitFor()).as(said.toString()).isEqualTo(137);
        assertThat(said).content().contains("inserted");
        assertThat(postgresOf(folder)).as("PostgreSQL outlives it").isPresent();

        try (var next = KeptPostgres.start(folder);
                var connection =
                        DriverManager.getConnection(next.url(), "postgres", next.password());
                var found = connection.createStatement().executeQuery("select it from kept")) {
            assertThat(found.next()).isTrue();
        }
    }

    private static Optional<ProcessHandle> postgresOf(Path folder) throws IOException {
        var pid = Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip()));
    }

    /** Writes something, and ends itself by SIGKILL. */
    static final class Killed {

        private Killed() {}

        static void main(String[] arguments) throws Exception {
            var server = KeptPostgres.start(Path.of(arguments[0]));
            execute(server, "create table kept (it text); insert into kept values ('still here')");
            System.out.println("inserted");
            new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
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
