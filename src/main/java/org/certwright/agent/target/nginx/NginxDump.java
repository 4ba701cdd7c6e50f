package org.certwright.agent.target.nginx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.certwright.agent.target.Directive;
import org.certwright.agent.target.Glob;
import org.certwright.agent.target.Programs;

/**
 * What {@code nginx -T} prints: each file the server reads, after a line that names it. The main
 * file is the first.
 */
final class NginxDump {

    private static final Pattern MARK = Pattern.compile("(?m)^# configuration file (.+):$\\n?");

    private final Map<String, List<Directive>> files = new LinkedHashMap<>();
    private final String folder;

    NginxDump(String main, String text) {
        folder = Programs.folder(main);
        var marks = MARK.matcher(text).results().toList();
        for (var i = 0; i < marks.size(); i++) {
            var path = marks.get(i).group(1);
            var end = i + 1 < marks.size() ? marks.get(i + 1).start() : text.length();
            files.putIfAbsent(
                    path, NginxSyntax.read(path, text.substring(marks.get(i).end(), end)));
        }
    }

    /** The folder relative paths of files and includes start from. */
    String folder() {
        return folder;
    }

    /** The whole configuration, with what is included in the place of the include. */
    List<Directive> directives() {
        return files.values().stream().findFirst().map(this::expanded).orElse(List.of());
    }

    private List<Directive> expanded(List<Directive> directives) {
        var all = new ArrayList<Directive>();
        for (var it : directives) {
            if (it.is("include")) {
                included(Programs.absolute(folder, it.value()), all);
            } else {
                all.add(
                        new Directive(
                                it.name(),
                                it.arguments(),
                                it.file(),
                                it.line(),
                                expanded(it.block())));
            }
        }
        return all;
    }

    private void included(String path, List<Directive> all) {
        if (Glob.isPattern(path)) {
            var pattern = Glob.of(path).asMatchPredicate();
            files.entrySet().stream()
                    .filter(it -> pattern.test(it.getKey()))
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(it -> all.addAll(expanded(it.getValue())));
        } else {
            all.addAll(expanded(files.getOrDefault(path, List.of())));
        }
    }
}
