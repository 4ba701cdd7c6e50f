package org.certwright.agent.target.apache;

import java.util.ArrayList;
import java.util.List;
import org.certwright.agent.target.Directive;

/**
 * Reads the text of one configuration file. Sections become directives with a block, named without
 * their angle brackets.
 */
final class ApacheSyntax {

    private final String file;
    private final List<String> lines;
    private int at;

    private ApacheSyntax(String file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
    }

    static List<Directive> read(String file, String text) {
        return new ApacheSyntax(file, text).block();
    }

    private List<Directive> block() {
        var directives = new ArrayList<Directive>();
        while (at < lines.size()) {
            var number = at + 1;
            var line = whole();
            if (line.isEmpty() || line.startsWith("#")) continue;
            if (line.startsWith("</")) break;
            var section = line.startsWith("<");
            var words =
                    words(
                            section
                                    ? line.substring(
                                            1,
                                            line.endsWith(">") ? line.length() - 1 : line.length())
                                    : line);
            if (words.isEmpty()) continue;
            directives.add(
                    new Directive(
                            words.getFirst(),
                            words.subList(1, words.size()),
                            file,
                            number,
                            section ? block() : List.of()));
        }
        return directives;
    }

    /** A line with those it is continued on. */
    private String whole() {
        var line = new StringBuilder();
        while (at < lines.size()) {
            var part = lines.get(at++);
            if (!part.endsWith("\\")) {
                line.append(part);
                break;
            }
            line.append(part, 0, part.length() - 1);
        }
        return line.toString().strip();
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        for (var i = 0; i < line.length(); ) {
            var c = line.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
                continue;
            }
            var word = new StringBuilder();
            if (c == '"' || c == '\'') {
                for (i++; i < line.length() && line.charAt(i) != c; i++) {
                    if (line.charAt(i) == '\\'
                            && i + 1 < line.length()
                            && line.charAt(i + 1) == c) {
                        i++;
                    }
                    word.append(line.charAt(i));
                }
                i++;
            } else {
                while (i < line.length() && !Character.isWhitespace(line.charAt(i))) {
                    word.append(line.charAt(i++));
                }
            }
            words.add(word.toString());
        }
        return words;
    }
}
