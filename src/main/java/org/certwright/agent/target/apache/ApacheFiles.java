package org.certwright.agent.target.apache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.target.Directive;
import org.certwright.agent.target.Glob;
import org.certwright.agent.target.Programs;
import org.certwright.agent.transport.RemoteHost;
import org.certwright.agent.transport.RemoteHost.RemoteFile.Kind;

/**
 * Reads the configuration as the server would: includes followed, conditions decided, variables
 * filled in.
 */
final class ApacheFiles {

    private static final int DEEPEST = 128;

    private final RemoteHost host;
    private final ApacheRuntime runtime;
    private final String root;
    private final Set<String> warnings = new LinkedHashSet<>();

    ApacheFiles(RemoteHost host, ApacheRuntime runtime, String root) {
        this.host = host;
        this.runtime = runtime;
        this.root = root;
    }

    /** What could not be understood. */
    Set<String> warnings() {
        return warnings;
    }

    List<Directive> read(String path) throws HostException {
        return read(path, 0);
    }

    private List<Directive> read(String path, int depth) throws HostException {
        if (depth > DEEPEST) {
            throw new HostException(
                    new Failure(
                            FailureCode.CONFIGURATION_UNREADABLE,
                            "%s includes itself.".formatted(path),
                            null,
                            "Take the include out that leads back to the file."));
        }
        return effective(ApacheSyntax.read(path, new String(host.read(path), UTF_8)), depth);
    }

    private List<Directive> effective(List<Directive> directives, int depth) throws HostException {
        var all = new ArrayList<Directive>();
        for (var raw : directives) {
            var it =
                    new Directive(
                            raw.name(),
                            raw.arguments().stream().map(runtime::filledIn).toList(),
                            raw.file(),
                            raw.line(),
                            raw.block());
            switch (it.name().toLowerCase(Locale.ROOT)) {
                case "include", "includeoptional" -> {
                    for (var path : matching(Programs.absolute(root, it.value()))) {
                        all.addAll(read(path, depth + 1));
                    }
                }
                case "define" ->
                        runtime.define(
                                it.value(), it.arguments().size() > 1 ? it.arguments().get(1) : "");
                case "ifmodule" -> {
                    if (holds(it.value(), runtime::hasModule))
                        all.addAll(effective(it.block(), depth));
                }
                case "ifdefine" -> {
                    if (holds(it.value(), runtime::isDefined))
                        all.addAll(effective(it.block(), depth));
                }
                case "ifversion", "iffile", "ifdirective", "ifsection" -> {
                    warnings.add(
                            "%s, line %d: <%s> was taken to hold."
                                    .formatted(it.file(), it.line(), it.name()));
                    all.addAll(effective(it.block(), depth));
                }
                case "macro" -> {}
                case "use" ->
                        warnings.add(
                                "%s, line %d: the macro %s is not looked into."
                                        .formatted(it.file(), it.line(), it.value()));
                default ->
                        all.add(
                                new Directive(
                                        it.name(),
                                        it.arguments(),
                                        it.file(),
                                        it.line(),
                                        effective(it.block(), depth)));
            }
        }
        return all;
    }

    private static boolean holds(String condition, Predicate<String> test) {
        return condition.startsWith("!")
                ? !test.test(condition.substring(1))
                : test.test(condition);
    }

    /** A folder stands for all files below it; patterns may stand in folders' names too. */
    private List<String> matching(String path) throws HostException {
        var found = List.of("");
        for (var name : path.substring(1).split("/", -1)) {
            if (name.isEmpty()) continue;
            var next = new ArrayList<String>();
            for (var folder : found) {
                if (Glob.isPattern(name)) {
                    var pattern = Glob.of(name).asMatchPredicate();
                    host.list(folder.isEmpty() ? "/" : folder).stream()
                            .filter(pattern)
                            .forEach(it -> next.add(folder + "/" + it));
                } else {
                    next.add(folder + "/" + name);
                }
            }
            found = next;
        }
        var files = new ArrayList<String>();
        for (var it : found) addFiles(it, files);
        return files;
    }

    private void addFiles(String path, List<String> files) throws HostException {
        var file = host.find(path);
        if (file.isEmpty()) return;
        if (file.get().kind() != Kind.FOLDER) {
            files.add(path);
            return;
        }
        for (var name : host.list(path)) addFiles(path + "/" + name, files);
    }
}
