package org.certwright;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a start that fails says at its end. A running application lends it its database. */
@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
class StartTests {

    @TempDir private Path folder;

    @Autowired private JdbcConnectionDetails running;

    @Test
    void saysThatTheDatabaseDoesNotAnswer(CapturedOutput said) {
        start(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/certs?password=hidden",
                "--spring.datasource.hikari.connection-timeout=500");

        assertThat(said.getOut())
                .contains("The database jdbc:postgresql://127.0.0.1:1/certs cannot be used")
                .contains("Check that PostgreSQL runs there");
        assertThat(said.getOut().lines().filter(it -> it.contains("cannot be used")))
                .noneMatch(it -> it.contains("hidden"));
    }

    @Test
    void saysThatTheMasterKeyDoesNotFitTheDatabase(CapturedOutput said) {
        start(onTheSameDatabase("--certwright.data=" + folder));

        assertThat(said.getOut())
                .contains("does not fit this database")
                .contains("Put the master key that belongs to the database")
                .contains("CERTWRIGHT_MASTER_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.port", "certwright.http-port"})
    void saysThatAPortIsTaken(String port, CapturedOutput said) throws IOException {
        try (var taken = new ServerSocket(0)) {
            start(onTheSameDatabase("--%s=%d".formatted(port, taken.getLocalPort())));

            assertThat(said.getOut())
                    .contains("APPLICATION FAILED TO START")
                    .contains("ort " + taken.getLocalPort() + " ");
        }
    }

    private String[] onTheSameDatabase(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--spring.datasource.url=" + running.getJdbcUrl());
        all.add("--spring.datasource.username=" + running.getUsername());
        all.add("--spring.datasource.password=" + running.getPassword());
        return all.toArray(String[]::new);
    }

    private static void start(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--server.ssl.enabled=true");
        for (var port : List.of("--server.port=", "--certwright.http-port="))
            if (all.stream().noneMatch(it -> it.startsWith(port))) all.add(port + "0");
        var failure =
                catchThrowable(() -> {
                    var application = new SpringApplication(CertwrightApplication.class);
                    application.setRegisterShutdownHook(false);
                    application.run(all.toArray(String[]::new)).close();
                });
        assertThat(failure).as("the start").isNotNull();
    }
}
