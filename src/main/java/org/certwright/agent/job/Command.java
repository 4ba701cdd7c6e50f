package org.certwright.agent.job;

import java.util.List;

/**
 * A command on the server: arguments, never a line for a shell. Holds no secret, ever.
 *
 * @param arguments program first, by absolute path
 * @param seconds how long it may take
 */
public record Command(List<String> arguments, int seconds) {

    public Command {
        arguments = List.copyOf(arguments);
    }

    public static Command of(int seconds, String... arguments) {
        return new Command(List.of(arguments), seconds);
    }

    @Override
    public String toString() {
        return String.join(" ", arguments);
    }
}
