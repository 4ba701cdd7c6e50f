package org.certwright.provisioning;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.certwright.pki.SigningRequest;
import org.certwright.pki.UnreadableFileException;

/** Whether what a CA sent is what was ordered, before it goes anywhere. */
final class IssuedCheck {

    private final PublicKey key;
    private final Instant now;

    IssuedCheck(byte[] csr, Instant now) {
        this.now = now;
        try {
            this.key = SigningRequest.read(csr).key();
        } catch (UnreadableFileException e) {
            throw new IllegalStateException("The stored signing request cannot be read", e);
        }
    }

    /**
     * @param chain leaf first
     * @return what is wrong with it; empty when nothing is
     */
    Optional<String> problem(List<X509Certificate> chain) {
        if (chain.isEmpty()) return Optional.of("The CA says it issued, and sent no certificate.");
        var leaf = chain.getFirst();
        if (!leaf.getPublicKey().equals(key))
            return Optional.of("The CA issued for another key than the one in the request.");
        if (!leaf.getNotAfter().toInstant().isAfter(now))
            return Optional.of(
                    "The CA issued a certificate that expired on %s already."
                            .formatted(leaf.getNotAfter().toInstant()));
        for (var i = 0; i + 1 < chain.size(); i++)
            if (!signed(chain.get(i), chain.get(i + 1)))
                return Optional.of(
                        "The chain the CA sent does not hold: '%s' is not signed by '%s'."
                                .formatted(
                                        chain.get(i).getSubjectX500Principal(),
                                        chain.get(i + 1).getSubjectX500Principal()));
        return Optional.empty();
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
