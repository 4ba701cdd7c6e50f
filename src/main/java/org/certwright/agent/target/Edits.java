package org.certwright.agent.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.LineEdit;
import org.certwright.agent.transport.RemoteHost;

/** Changes to single lines of configuration files, collected by file. */
public final class Edits {

    private final RemoteHost host;
    private final Map<String, List<String>> lines = new HashMap<>();
    private final Map<String, List<LineEdit>> edits = new LinkedHashMap<>();

    public Edits(RemoteHost host) {
        this.host = host;
    }

    public Map<String, List<LineEdit>> byFile() {
        return edits;
    }

    /**
     * Replaces the one argument of a directive.
     *
     * @throws HostException with UNSUPPORTED_SOURCE when the line is written in a way that leaves
     *     doubt which part of it is the argument
     */
    public void replace(Directive directive, String by) throws HostException {
        var value = directive.value();
        change(
                directive,
                line -> {
                    var at = line.indexOf(value);
                    return value.isEmpty() || at < 0 || at != line.lastIndexOf(value)
                            ? line
                            : line.substring(0, at) + by + line.substring(at + value.length());
                });
    }

    /**
     * Changes the line a directive stands on.
     *
     * @throws HostException with UNSUPPORTED_SOURCE when the change changes nothing
     */
    public void change(Directive directive, UnaryOperator<String> change) throws HostException {
        var path = directive.file();
        if (!lines.containsKey(path)) {
            lines.put(path, new String(host.read(path), UTF_8).lines().toList());
        }
        var all = lines.get(path);
        var before = directive.line() <= all.size() ? all.get(directive.line() - 1) : "";
        var after = change.apply(before);
        if (after.equals(before)) {
            throw new HostException(
                    FailureCode.UNSUPPORTED_SOURCE,
                    "Line %d of %s is written in a way that cannot be edited safely: %s"
                            .formatted(directive.line(), path, before.strip()));
        }
        edits.computeIfAbsent(path, it -> new ArrayList<>())
                .add(new LineEdit(directive.line(), before, after));
    }
}
