package org.certwright;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** Runs a program to its end, and fails the test when that was not a good one. */
public final class Processes {

    private Processes() {}

    public static String run(String... command) {
        return run(Set.of(0), "", command);
    }

    /** Output and errors together. */
    public static String run(Set<Integer> good, String input, String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            }
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            var exit = process.waitFor();
            if (!good.contains(exit)) {
                throw new AssertionError(
                        String.join(" ", command) + " exited with " + exit + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
