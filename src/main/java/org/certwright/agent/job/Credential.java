package org.certwright.agent.job;

import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;

/** How the bot logs in to a server. */
public sealed interface Credential {

    record Password(Secret password) implements Credential {}

    /**
     * @param key the key file's text, OpenSSH or PEM
     * @param sudoPassword for {@link SudoMode#PASSWORD}: a key alone cannot answer sudo
     */
    record PrivateKey(Secret key, @Nullable Secret passphrase, @Nullable Secret sudoPassword)
            implements Credential {}
}
