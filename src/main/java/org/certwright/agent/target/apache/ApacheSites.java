package org.certwright.agent.target.apache;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.certwright.agent.job.HostException;
import org.certwright.agent.target.Directive;
import org.certwright.agent.target.Sites;
import org.jspecify.annotations.Nullable;

/** Finds the virtual hosts, and the main server, that use TLS. */
final class ApacheSites {

    private final Sites sites;
    private final List<Integer> wanted;
    private final List<Directive> main;
    private final Set<String> warnings;

    ApacheSites(Sites sites, List<Integer> wanted, List<Directive> main, Set<String> warnings) {
        this.sites = sites;
        this.wanted = wanted;
        this.main = main;
        this.warnings = warnings;
    }

    void collect() throws HostException {
        var virtualHosts = Directive.named(main, "VirtualHost").toList();
        for (var it : virtualHosts) collect(it.file(), it.block(), ports(it.arguments()));
        if (virtualHosts.isEmpty() && !main.isEmpty())
            collect(main.getFirst().file(), main, listening());
    }

    private void collect(String file, List<Directive> site, List<Integer> ports)
            throws HostException {
        var counted = wanted.isEmpty() ? ports : ports.stream().filter(wanted::contains).toList();
        if (counted.isEmpty() || !secured(site)) return;
        var names = names(site);
        var certificates = inherited(site, "SSLCertificateFile");
        var keys = inherited(site, "SSLCertificateKeyFile");
        var chain = inherited(site, "SSLCertificateChainFile").stream().reduce((a, b) -> b);
        if (certificates.isEmpty()) {
            warnings.add(
                    "%s: virtual host %s uses TLS without an SSLCertificateFile."
                            .formatted(file, names.isEmpty() ? "default" : names.getFirst()));
        }
        for (var i = 0; i < certificates.size(); i++) {
            var certificate = certificates.get(i);
            var key = i < keys.size() ? keys.get(i) : null;
            if (key != null && key.value().equals(certificate.value())) key = null;
            sites.add(
                    file,
                    names,
                    counted,
                    new Sites.Named(certificate, key, chain.orElse(null)),
                    problem(certificate, key, names));
        }
    }

    private boolean secured(List<Directive> site) {
        return inherited(site, "SSLEngine").stream()
                .reduce((first, last) -> last)
                .filter(it -> !it.value().equalsIgnoreCase("off"))
                .filter(it -> !it.value().equalsIgnoreCase("optional"))
                .isPresent();
    }

    /** A virtual host that has none of its own takes those of the main server. */
    private List<Directive> inherited(List<Directive> site, String name) {
        var own = Directive.named(site, name).toList();
        return own.isEmpty() ? Directive.named(main, name).toList() : own;
    }

    private static List<String> names(List<Directive> site) {
        return Stream.of("ServerName", "ServerAlias")
                .flatMap(it -> Directive.named(site, it))
                .flatMap(it -> it.arguments().stream())
                .map(ApacheSites::host)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }

    /** A server's name may have a scheme and a port. */
    private static String host(String name) {
        var host = name.replaceFirst("^[a-z]+://", "").replaceFirst(":\\d+$", "");
        return host.contains("?") || host.indexOf('*') > 0
                ? "~" + host
                : host.toLowerCase(Locale.ROOT);
    }

    private List<Integer> ports(List<String> addresses) {
        var ports = new ArrayList<Integer>();
        for (var address : addresses) {
            var number = address.substring(address.lastIndexOf(':') + 1);
            if (address.contains(":") && number.matches("\\d{1,5}")) {
                ports.add(Integer.parseInt(number));
            } else {
                ports.addAll(listening());
            }
        }
        return ports.stream().distinct().toList();
    }

    private List<Integer> listening() {
        return Directive.named(main, "Listen")
                .map(Directive::value)
                .map(it -> it.substring(it.lastIndexOf(':') + 1))
                .filter(it -> it.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .distinct()
                .toList();
    }

    private @Nullable String problem(
            Directive certificate, @Nullable Directive key, List<String> names) {
        for (var it : key == null ? List.of(certificate) : List.of(certificate, key)) {
            if (it.value().startsWith("pkcs11:")) {
                return "%s, line %d: %s names a security module, not a file."
                        .formatted(it.file(), it.line(), it.name());
            }
            if (it.value().contains("${")) {
                return "%s, line %d: %s has a variable that is not defined in the configuration."
                        .formatted(it.file(), it.line(), it.name());
            }
        }
        var managed =
                Stream.of("MDomain", "MDomainSet")
                        .flatMap(it -> Directive.named(main, it))
                        .flatMap(it -> it.arguments().stream())
                        .collect(Collectors.toSet());
        return names.stream().anyMatch(managed::contains)
                ? "Apache's own mod_md manages the certificate of this virtual host."
                : null;
    }
}
