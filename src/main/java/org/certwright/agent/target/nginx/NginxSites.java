package org.certwright.agent.target.nginx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.certwright.agent.job.HostException;
import org.certwright.agent.target.Directive;
import org.certwright.agent.target.Sites;
import org.jspecify.annotations.Nullable;

/** Finds the virtual hosts that use TLS, of {@code http}, {@code stream} and {@code mail}. */
final class NginxSites {

    private final Sites sites;
    private final List<Integer> wanted;

    /**
     * @param wanted ports that count; empty for all
     */
    NginxSites(Sites sites, List<Integer> wanted) {
        this.sites = sites;
        this.wanted = wanted;
    }

    void collect(List<Directive> directives) throws HostException {
        for (var module : directives) {
            if (module.is("http") || module.is("stream") || module.is("mail")) {
                var servers = Directive.named(module.block(), "server").toList();
                var secured = secured(servers);
                for (var server : servers) collect(module, server, secured);
            }
        }
    }

    /** One listen directive with {@code ssl} stands for all servers of that address and port. */
    private static Set<String> secured(List<Directive> servers) {
        var addresses = new HashSet<String>();
        for (var server : servers) {
            listens(server)
                    .filter(it -> it.arguments().contains("ssl"))
                    .forEach(it -> addresses.add(it.value()));
        }
        return addresses;
    }

    private static Stream<Directive> listens(Directive server) {
        return Directive.named(server.block(), "listen");
    }

    private void collect(Directive module, Directive server, Set<String> secured)
            throws HostException {
        var legacy =
                Directive.named(inherited(module, server, "ssl"), "ssl")
                        .anyMatch(it -> it.value().equals("on"));
        var ports =
                listens(server)
                        .filter(it -> !it.value().startsWith("unix:"))
                        .filter(it -> !it.arguments().contains("quic"))
                        .filter(it -> legacy || secured.contains(it.value()))
                        .map(it -> port(it.value()))
                        .distinct()
                        .toList();
        var counted = wanted.isEmpty() ? ports : ports.stream().filter(wanted::contains).toList();
        if (counted.isEmpty()) return;
        var certificates = inherited(module, server, "ssl_certificate");
        var keys = inherited(module, server, "ssl_certificate_key");
        for (var i = 0; i < certificates.size(); i++) {
            var key = i < keys.size() ? keys.get(i) : null;
            sites.add(
                    server.file(),
                    names(server),
                    counted,
                    named(certificates.get(i), key),
                    problem(certificates.get(i), key));
        }
    }

    private static Sites.Named named(Directive certificate, @Nullable Directive key) {
        var together = key != null && key.value().equals(certificate.value());
        return new Sites.Named(certificate, together ? null : key, null);
    }

    private static List<Directive> inherited(Directive module, Directive server, String name) {
        var own = Directive.named(server.block(), name).toList();
        return own.isEmpty() ? Directive.named(module.block(), name).toList() : own;
    }

    private static int port(String listen) {
        var number = listen.substring(listen.lastIndexOf(':') + 1);
        return number.matches("\\d{1,5}") ? Integer.parseInt(number) : 80;
    }

    private static List<String> names(Directive server) {
        var names = new ArrayList<String>();
        Directive.named(server.block(), "server_name")
                .flatMap(it -> it.arguments().stream())
                .filter(it -> !it.isEmpty() && !it.equals("_") && !it.equals("\"\""))
                .forEach(it -> {
                    if (it.startsWith(".")) {
                        names.add(it.substring(1));
                        names.add("*" + it);
                    } else if (it.endsWith(".*")) {
                        names.add(
                                "~^"
                                        + it.substring(0, it.length() - 2).replace(".", "\\.")
                                        + "\\..+$");
                    } else {
                        names.add(it);
                    }
                });
        return names;
    }

    private static @Nullable String problem(Directive certificate, @Nullable Directive key) {
        if (key == null) {
            return "%s, line %d: no ssl_certificate_key belongs to this ssl_certificate."
                    .formatted(certificate.file(), certificate.line());
        }
        for (var it : List.of(certificate, key)) {
            if (it.value().contains("$")) {
                return "%s, line %d: %s is chosen by a variable for each connection."
                        .formatted(it.file(), it.line(), it.name());
            }
            if (it.value().matches("(data|engine|store):.*")) {
                return "%s, line %d: %s does not come from a file."
                        .formatted(it.file(), it.line(), it.name());
            }
        }
        return null;
    }
}
