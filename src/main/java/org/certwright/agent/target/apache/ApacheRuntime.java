package org.certwright.agent.target.apache;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.certwright.agent.target.Programs;

/**
 * What the server says of itself ({@code -t -D DUMP_RUN_CFG -D DUMP_MODULES}): its root, process
 * file, modules, and the names defined for it.
 */
final class ApacheRuntime {

    private static final Pattern DEFINE = Pattern.compile("(?m)^Define: ([^=\\s]+)(?:=(.*))?$");
    private static final Pattern MODULE = Pattern.compile("(?m)^ ([a-z0-9_]+_module) \\(");

    private final String output;
    private final Map<String, String> defined = new HashMap<>();
    private final Set<String> modules = new HashSet<>();

    ApacheRuntime(String output) {
        this.output = output;
        DEFINE.matcher(output)
                .results()
                .forEach(it ->
                        defined.put(it.group(1), Optional.ofNullable(it.group(2)).orElse("")));
        MODULE.matcher(output).results().forEach(it -> modules.add(it.group(1)));
    }

    /** Relative paths start from here. */
    Optional<String> serverRoot() {
        return quoted("ServerRoot");
    }

    Optional<String> pidFile() {
        var root = serverRoot().orElse("/");
        return quoted("PidFile").map(it -> Programs.absolute(root, it));
    }

    void define(String name, String value) {
        defined.put(name, value);
    }

    boolean isDefined(String name) {
        return defined.containsKey(name);
    }

    /**
     * @param name as {@code IfModule} takes it: {@code ssl_module} or {@code mod_ssl.c}
     */
    boolean hasModule(String name) {
        var plain = name.toLowerCase(Locale.ROOT);
        return modules.contains(plain)
                || modules.contains(
                        plain.replaceFirst("^mod_", "").replaceFirst("\\.c$", "") + "_module");
    }

    /** The text with what is known of {@code ${name}} filled in. */
    String filledIn(String text) {
        var filled = text;
        for (var it : defined.entrySet()) {
            filled = filled.replace("${" + it.getKey() + "}", it.getValue());
        }
        return filled;
    }

    private Optional<String> quoted(String name) {
        var found = Pattern.compile("(?m)^" + name + ": \"(.*)\"").matcher(output);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
