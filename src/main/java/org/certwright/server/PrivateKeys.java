package org.certwright.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;

/** Tells at once whether a private key can be used, instead of at the first log-in. */
final class PrivateKeys {

    private PrivateKeys() {}

    /** Why the key cannot be used; empty when it can. */
    static Optional<Problem> problem(Secret key, @Nullable Secret passphrase) {
        var asked = new boolean[1];
        FilePasswordProvider passwords =
                (session, resource, retry) -> {
                    asked[0] = true;
                    return passphrase == null ? null : passphrase.reveal();
                };
        try {
            var pairs =
                    SecurityUtils.loadKeyPairIdentities(
                            null,
                            NamedResource.ofName("private key"),
                            new ByteArrayInputStream(key.revealBytes()),
                            passwords);
            if (pairs == null || !pairs.iterator().hasNext()) {
                return Optional.of(unreadable());
            }
            return Optional.empty();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.of(asked[0] ? wrongPassphrase(passphrase) : unreadable());
        }
    }

    private static Problem wrongPassphrase(@Nullable Secret passphrase) {
        return new Problem(
                true,
                passphrase == null
                        ? "The private key is encrypted; enter its passphrase."
                        : "The passphrase does not open the private key.");
    }

    private static Problem unreadable() {
        return new Problem(
                false,
                "This is not a private key that can be read. Expected the whole file, OpenSSH or"
                        + " PEM, from the line “-----BEGIN” to the line “-----END”.");
    }

    /**
     * @param ofPassphrase whether the passphrase is the field to mend
     */
    record Problem(boolean ofPassphrase, String message) {}
}
