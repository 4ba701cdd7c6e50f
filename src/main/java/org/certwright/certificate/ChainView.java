package org.certwright.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One certificate of a chain to read, beside the others to choose from.
 *
 * @param as {@code decoded}, {@code text} or {@code pem}
 */
record ChainView(
        int version,
        boolean currentVersion,
        int at,
        String as,
        List<Link> links,
        DecodedCertificate decoded,
        String text,
        String pem) {

    /** A certificate of the chain. */
    record Link(String name, String role, String icon, Instant notAfter) {}

    static ChainView of(Certificate certificate, CertificateVersion version, int at, String as) {
        var chain = version.chain();
        var shown = chain.get(at);
        var current = certificate.currentVersion();
        var links = new ArrayList<Link>();
        for (var i = 0; i < chain.size(); i++) links.add(link(chain.get(i), i));
        return new ChainView(
                version.number(),
                current != null && current.id() == version.id(),
                at,
                List.of("text", "pem").contains(as) ? as : "decoded",
                List.copyOf(links),
                DecodedCertificate.of(shown),
                shown.toString(),
                X509.pem(List.of(shown)));
    }

    private static Link link(X509Certificate it, int at) {
        var selfIssued = it.getSubjectX500Principal().equals(it.getIssuerX500Principal());
        var role =
                at == 0
                        ? selfIssued ? "Leaf, self-signed" : "Leaf"
                        : selfIssued ? "Root" : "Intermediate";
        return new Link(
                X509.shortName(it.getSubjectX500Principal().getName()),
                role,
                at == 0 ? "certificate" : selfIssued ? "shield-check" : "certificate-2",
                it.getNotAfter().toInstant());
    }
}
