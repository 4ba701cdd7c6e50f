package org.certwright.agent.transport.ssh;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.certwright.agent.job.Credential;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.jspecify.annotations.Nullable;

/** Reads the private key of a log-in: OpenSSH, PKCS#8 or the older PEM forms. */
final class PrivateKeys {

    private PrivateKeys() {}

    static KeyPair read(Credential.PrivateKey credential, Words words) throws HostException {
        var passphrase = credential.passphrase();
        var asked = new boolean[1];
        FilePasswordProvider provider =
                (session, resource, attempt) -> {
                    asked[0] = true;
                    return passphrase == null || attempt > 0 ? null : passphrase.reveal();
                };
        try (var text = new StringReader(credential.key().reveal())) {
            for (var pair :
                    SecurityUtils.getKeyPairResourceParser()
                            .loadKeyPairs(
                                    null, NamedResource.ofName("private key"), provider, text)) {
                return pair;
            }
            throw unreadable(words, null);
        } catch (IOException
                | GeneralSecurityException
                | IllegalArgumentException
                | IllegalStateException
                | UnsupportedOperationException e) {
            if (!asked[0]) {
                throw unreadable(words, e);
            }
            throw passphrase == null
                    ? words.failure(
                            FailureCode.AUTHENTICATION_FAILED,
                            "The private key for "
                                    + words.where()
                                    + " is protected by a passphrase, and none is stored.",
                            null,
                            "Enter the key's passphrase with the server.",
                            e)
                    : words.failure(
                            FailureCode.AUTHENTICATION_FAILED,
                            "The stored passphrase does not open the private key for "
                                    + words.where()
                                    + ".",
                            null,
                            "Enter the right passphrase with the server.",
                            e);
        }
    }

    private static HostException unreadable(Words words, @Nullable Throwable cause) {
        return words.failure(
                FailureCode.AUTHENTICATION_FAILED,
                "The private key stored for " + words.where() + " cannot be read.",
                cause == null ? null : Words.own(cause),
                "Paste a whole private key file in OpenSSH or PEM form (RSA, ECDSA or Ed25519),"
                        + " with its first and last line.",
                cause);
    }
}
