package org.certwright.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port numbers as people type them. */
final class Ports {

    static final int MOST = 20;

    private Ports() {}

    /**
     * The numbers, each once, in the order they were typed; empty for blank text.
     *
     * @throws IllegalArgumentException with the part that is no port, and what is expected
     */
    static List<Integer> parse(@Nullable String text) {
        var ports = new ArrayList<Integer>();
        if (text == null || text.isBlank()) {
            return ports;
        }
        Arrays.stream(text.strip().split("[\\s,;]+")).map(Ports::port).forEach(ports::add);
        if (ports.size() > MOST) {
            throw new IllegalArgumentException(
                    "%d ports are more than the %d allowed".formatted(ports.size(), MOST));
        }
        return ports.stream().distinct().toList();
    }

    private static int port(String part) {
        var port = part.matches("\\d{1,5}") ? Integer.parseInt(part) : 0;
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(
                    "%s is not a port. Expected numbers from 1 to 65535, separated by commas"
                            .formatted(part));
        }
        return port;
    }
}
