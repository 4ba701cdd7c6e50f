package org.certwright.agent.transport.ssh;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Makes one word of a shell's command line from any text. The form is read alike by POSIX shells,
 * csh and fish, because the line goes through the log-in user's own shell first: fish takes a
 * backslash in single quotes for an escape, csh an exclamation mark for its history, so both stand
 * outside of the quotes.
 */
final class ShellQuoting {

    private ShellQuoting() {}

    static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("An argument holds a NUL character");
        }
        var quoted = new StringBuilder("'");
        for (var i = 0; i < word.length(); i++) {
            var c = word.charAt(i);
            switch (c) {
                case '\'', '\\', '!' -> quoted.append("'\\").append(c).append('\'');
                default -> quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }

    static String quoteAll(String... words) {
        return Arrays.stream(words).map(ShellQuoting::quote).collect(Collectors.joining(" "));
    }
}
