package org.certwright;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BotCommandTests {

    @Test
    void startsNoServerWhereABotWasMeant() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        var output =
                Processes.run(
                        Set.of(2),
                        "",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CertwrightApplication.class.getName(),
                        "bot",
                        "--server",
                        "https://certwright.example.com");

        assertThat(output).contains("nothing was started");
    }
}
