package org.certwright.agent.target;

import java.util.List;
import java.util.stream.Stream;

/**
 * A directive of a configuration file, and where it stands.
 *
 * @param line from 1
 * @param block the directives within it; empty for a plain one
 */
public record Directive(
        String name, List<String> arguments, String file, int line, List<Directive> block) {

    public Directive {
        arguments = List.copyOf(arguments);
        block = List.copyOf(block);
    }

    /** The first argument, or nothing. */
    public String value() {
        return arguments.isEmpty() ? "" : arguments.getFirst();
    }

    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** Those of a name among some, in their order. */
    public static Stream<Directive> named(List<Directive> directives, String name) {
        return directives.stream().filter(it -> it.is(name));
    }
}
