package org.certwright.agent.target.nginx;

import java.util.ArrayList;
import java.util.List;
import org.certwright.agent.target.Directive;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of one configuration file. The server has read it before and found it right, so
 * that nothing needs to be complained about.
 */
final class NginxSyntax {

    private final String file;
    private final String text;
    private int at;
    private int line = 1;

    private NginxSyntax(String file, String text) {
        this.file = file;
        this.text = text;
    }

    static List<Directive> read(String file, String text) {
        return new NginxSyntax(file, text).block();
    }

    private List<Directive> block() {
        var directives = new ArrayList<Directive>();
        var words = new ArrayList<String>();
        var start = line;
        while (skipBlanks()) {
            var c = text.charAt(at);
            if (c == '}') {
                next();
                break;
            }
            if (c == ';') {
                next();
                add(directives, words, start, List.of());
            } else if (c == '{') {
                next();
                if (!words.isEmpty() && words.getFirst().endsWith("_by_lua_block")) {
                    skipCode();
                    add(directives, words, start, List.of());
                } else {
                    add(directives, words, start, block());
                }
            } else {
                if (words.isEmpty()) start = line;
                words.add(word());
            }
        }
        return directives;
    }

    private void add(
            List<Directive> directives, List<String> words, int start, List<Directive> block) {
        if (!words.isEmpty()) {
            directives.add(
                    new Directive(
                            words.getFirst(), words.subList(1, words.size()), file, start, block));
            words.clear();
        }
    }

    private boolean skipBlanks() {
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') next();
            } else if (Character.isWhitespace(c)) {
                next();
            } else {
                return true;
            }
        }
        return false;
    }

    private String word() {
        var c = text.charAt(at);
        return c == '"' || c == '\'' ? quoted(next()) : bare();
    }

    private String quoted(char quote) {
        var word = new StringBuilder();
        while (at < text.length()) {
            var c = next();
            if (c == quote) break;
            word.append(c == '\\' && at < text.length() ? escaped(next()) : String.valueOf(c));
        }
        return word.toString();
    }

    private String bare() {
        var word = new StringBuilder();
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '{' && word.length() > 0 && word.charAt(word.length() - 1) == '$') {
                while (at < text.length() && text.charAt(at) != '}') word.append(next());
                continue;
            }
            if (Character.isWhitespace(c) || c == ';' || c == '{') break;
            next();
            word.append(c == '\\' && at < text.length() ? escaped(next()) : String.valueOf(c));
        }
        return word.toString();
    }

    /** Only these escapes are nginx's; with any other character the backslash stays. */
    private static String escaped(char c) {
        return switch (c) {
            case '"', '\'', '\\' -> String.valueOf(c);
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'n' -> "\n";
            default -> "\\" + c;
        };
    }

    /** Lua code: braces balance, but for those in strings and comments. */
    private void skipCode() {
        @Nullable Character quote = null;
        for (var depth = 1; at < text.length() && depth > 0; ) {
            var c = next();
            if (quote != null) {
                if (c == '\\' && at < text.length()) next();
                else if (c == quote || c == '\n') quote = null;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '-' && text.startsWith("-", at)) {
                while (at < text.length() && text.charAt(at) != '\n') next();
            } else if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            }
        }
    }

    private char next() {
        var c = text.charAt(at++);
        if (c == '\n') line++;
        return c;
    }
}
