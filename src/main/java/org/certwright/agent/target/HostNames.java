package org.certwright.agent.target;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which host names a certificate stands for (RFC 9525). */
public final class HostNames {

    private static final int DNS = 2;
    private static final int IP = 7;

    private HostNames() {}

    /** Its alternative names: DNS names in lower case, and addresses. */
    public static List<String> of(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(it -> it.get(0).equals(DNS) || it.get(0).equals(IP))
                            .map(it -> it.get(1).toString().toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of(); // it stands for no name a client would accept
        }
    }

    /**
     * Whether one of the names covers the host; a wildcard stands for exactly one label, and a
     * wildcard host is covered by the same wildcard alone.
     */
    public static boolean cover(List<String> names, String host) {
        var wanted = host.toLowerCase(Locale.ROOT);
        var dot = wanted.indexOf('.');
        return names.contains(wanted)
                || dot > 0
                        && !wanted.startsWith("*")
                        && names.contains("*" + wanted.substring(dot));
    }

    /**
     * A name to ask for in a handshake: the first of the virtual host's that is no pattern, else
     * one that both a pattern of the virtual host and the certificate cover.
     */
    public static Optional<String> toAskFor(List<String> hosts, List<String> names) {
        var plain = hosts.stream().filter(HostNames::isPlain).findFirst();
        if (plain.isPresent()) return plain;
        var concrete = names.stream().filter(HostNames::isPlain).toList();
        for (var host : hosts) {
            var found = concrete.stream().filter(it -> cover(List.of(host), it)).findFirst();
            if (found.isPresent()) return found;
            if (host.startsWith("*.")) return Optional.of("www" + host.substring(1));
        }
        return concrete.stream()
                .findFirst()
                .or(() ->
                        names.stream()
                                .filter(it -> it.startsWith("*."))
                                .map(it -> "www" + it.substring(1))
                                .findFirst());
    }

    private static boolean isPlain(String name) {
        return !name.contains("*") && !name.startsWith("~");
    }
}
