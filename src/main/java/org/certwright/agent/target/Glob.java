package org.certwright.agent.target;

import java.util.regex.Pattern;

/** The patterns of include directives, glob(7); nothing but the name's own dot matches one. */
public final class Glob {

    private Glob() {}

    public static boolean isPattern(String path) {
        return path.contains("*") || path.contains("?") || path.contains("[");
    }

    /** What the whole path must match; {@code *} stops at a slash and takes no hidden file. */
    public static Pattern of(String pattern) {
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            var first = i == 0 || pattern.charAt(i - 1) == '/';
            switch (c) {
                case '*' -> regex.append(first ? "(?!\\.)[^/]*" : "[^/]*");
                case '?' -> regex.append(first ? "[^/.]" : "[^/]");
                case '[' -> {
                    var end = pattern.indexOf(']', i + 2);
                    if (end < 0) {
                        regex.append("\\[");
                    } else {
                        var members = pattern.substring(i + 1, end).replace("\\", "\\\\");
                        regex.append('[')
                                .append(
                                        members.startsWith("!")
                                                ? "^" + members.substring(1)
                                                : members)
                                .append(']');
                        i = end;
                    }
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }
}
