package org.certwright.certificate;

import java.time.Instant;
import java.util.List;

/** One line of the versions. */
record VersionView(
        int number,
        boolean current,
        String source,
        Instant createdAt,
        Instant notBefore,
        Instant notAfter,
        String issuer,
        String key,
        boolean keyKnown,
        String serial,
        String sha256,
        List<CertificateHead.Action> actions) {

    static VersionView of(
            Certificate certificate, CertificateVersion it, List<VersionAction> actions) {
        var current = certificate.currentVersion();
        return new VersionView(
                it.number(),
                current != null && current.id() == it.id(),
                it.source().label(),
                it.createdAt(),
                it.notBefore(),
                it.notAfter(),
                X509.issuer(it.subject(), it.issuer()),
                it.keyAlgorithm(),
                it.keySecret() != null,
                Hex.colons(it.serial()),
                Hex.colons(it.sha256()),
                actions.stream()
                        .filter(action -> action.offered(certificate, it))
                        .map(action ->
                                new CertificateHead.Action(
                                        action.key(),
                                        action.label(certificate, it),
                                        action.icon(),
                                        action.question(certificate, it)))
                        .toList());
    }

    public String briefSerial() {
        return Hex.brief(serial);
    }

    public String briefSha256() {
        return Hex.brief(sha256);
    }
}
