package org.certwright.agent.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.TlsBinding;
import org.certwright.agent.transport.RemoteHost;
import org.certwright.agent.transport.RemoteHost.RemoteFile;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that virtual hosts use, collected in the order of the configuration: from the
 * directives that name them to bindings.
 */
public final class Sites {

    /**
     * A certificate and the directives that name it.
     *
     * @param key null when the key stands in the certificate's file
     * @param chain null when no directive of its own names the intermediates
     */
    public record Named(
            Directive certificate, @Nullable Directive key, @Nullable Directive chain) {}

    public record Site(TlsBinding binding, Named named) {}

    private final RemoteHost host;
    private final String base;
    private final List<Site> sites = new ArrayList<>();
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final Map<String, Optional<RemoteFile>> files = new HashMap<>();
    private final Map<String, Optional<String>> certificates = new HashMap<>();

    /**
     * @param base folder that relative paths start from
     */
    public Sites(RemoteHost host, String base) {
        this.host = host;
        this.base = base;
    }

    public List<TlsBinding> bindings() {
        return sites.stream().map(Site::binding).toList();
    }

    public List<Site> all() {
        return List.copyOf(sites);
    }

    /** The site of a binding of {@link #bindings()}. */
    public Site of(TlsBinding binding) {
        return sites.stream().filter(it -> it.binding().equals(binding)).findFirst().orElseThrow();
    }

    /**
     * @param file where the virtual host begins
     * @param problem why it cannot be deployed to, as far as the configuration says
     */
    public void add(
            String file,
            List<String> serverNames,
            List<Integer> ports,
            Named named,
            @Nullable String problem)
            throws HostException {
        var virtualHost =
                serverNames.stream()
                        .filter(it -> !it.startsWith("~"))
                        .findFirst()
                        .orElse("default");
        var place =
                "%s|%s|%s"
                        .formatted(
                                file,
                                virtualHost,
                                ports.stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining("+")));
        var certificate = path(named.certificate());
        var key = named.key() == null ? null : path(named.key());
        var chain = named.chain() == null ? null : path(named.chain());
        var trouble = problem == null ? trouble(certificate, key) : problem;
        sites.add(
                new Site(
                        new TlsBinding(
                                place + "|" + (ordinals.merge(place, 1, Integer::sum) - 1),
                                virtualHost,
                                serverNames,
                                ports,
                                real(named.certificate().file()),
                                named.certificate().line(),
                                certificate,
                                key,
                                chain,
                                problem == null ? text(certificate) : null,
                                trouble),
                        named));
    }

    private String path(Directive directive) {
        return Programs.absolute(base, directive.value());
    }

    private @Nullable String trouble(String certificate, @Nullable String key)
            throws HostException {
        for (var path : key == null ? List.of(certificate) : List.of(certificate, key)) {
            if (path.startsWith("/etc/letsencrypt/")
                    || real(path).startsWith("/etc/letsencrypt/")) {
                return "%s belongs to Certbot, which would replace it at its next renewal."
                                .formatted(path)
                        + " Let the configuration name another file.";
            }
        }
        return null;
    }

    private String real(String path) throws HostException {
        return found(path).map(RemoteFile::realPath).orElse(path);
    }

    private Optional<RemoteFile> found(String path) throws HostException {
        var known = files.get(path);
        if (known == null) {
            known = host.find(path);
            files.put(path, known);
        }
        return known;
    }

    private @Nullable String text(String path) throws HostException {
        var known = certificates.get(path);
        if (known == null) {
            known = found(path).isEmpty() ? Optional.empty() : readable(path);
            certificates.put(path, known);
        }
        return known.orElse(null);
    }

    /** A certificate the login may not read is not a reason to know nothing of the others. */
    private Optional<String> readable(String path) throws HostException {
        try {
            return Optional.ofNullable(PemCertificates.text(host.read(path)));
        } catch (HostException e) {
            if (e.failure().code() == FailureCode.CONFIGURATION_UNREADABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
