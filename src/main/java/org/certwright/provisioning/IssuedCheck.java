package org.certwright.provisioning;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.certwright.pki.AlternativeNames;
import org.certwright.pki.SigningRequest;

/** Whether what a CA sent is what was ordered, before it goes anywhere. */
final class IssuedCheck {

    private final SigningRequest request;
    private final Instant now;

    IssuedCheck(SigningRequest request, Instant now) {
        this.request = request;
        this.now = now;
    }

    /**
     * @param chain leaf first
     * @return what is wrong with it; empty when nothing is
     */
    Optional<String> problem(List<X509Certificate> chain) {
        if (chain.isEmpty()) return Optional.of("The CA says it issued, and sent no certificate.");
        var leaf = chain.getFirst();
        if (!leaf.getPublicKey().equals(request.key()))
            return Optional.of("The CA issued for another key than the one in the request.");
        if (!leaf.getNotAfter().toInstant().isAfter(now))
            return Optional.of(
                    "The CA issued a certificate that expired on %s already."
                            .formatted(leaf.getNotAfter().toInstant()));
        var missing = missing(leaf);
        if (!missing.isEmpty())
            return Optional.of(
                    "The CA issued without %s, which was asked for."
                            .formatted(String.join(", ", missing)));
        for (var i = 0; i + 1 < chain.size(); i++)
            if (!signed(chain.get(i), chain.get(i + 1)))
                return Optional.of(
                        "The chain the CA sent does not hold: '%s' is not signed by '%s'."
                                .formatted(
                                        chain.get(i).getSubjectX500Principal(),
                                        chain.get(i + 1).getSubjectX500Principal()));
        return Optional.empty();
    }

    /** A CA may add names, www for example, and leave out none. */
    private List<String> missing(X509Certificate leaf) {
        var issued =
                AlternativeNames.of(leaf).stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
        return request.names().stream()
                .filter(it -> !issued.contains(it.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static boolean signed(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false; // which is the answer
        }
    }
}
