package org.certwright;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs we did not write, which tests are run against where the machine has them. With {@code
 * -Dpeers=required} a missing one fails the test instead of skipping it.
 */
public final class Peers {

    private static final List<String> FOLDERS =
            List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin");

    private Peers() {}

    /** The program's absolute path; the test ends here when there is none. */
    public static Path need(String program) {
        var found = find(program);
        require(found.isPresent(), program + " is not installed");
        return found.orElseThrow();
    }

    /** For peers that need a system user, a mount, or a low port. */
    public static void needRoot() {
        require("root".equals(System.getProperty("user.name")), "not run as root");
    }

    public static Optional<Path> find(String program) {
        return FOLDERS.stream()
                .map(it -> Path.of(it, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void require(boolean met, String otherwise) {
        if ("required".equals(System.getProperty("peers"))) {
            Assertions.assertTrue(met, otherwise);
        }
        Assumptions.assumeTrue(met, otherwise);
    }
}
