package org.certwright.server;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a server's secrets lie in the vault.
 *
 * @param password for the log-in without a private key, and for sudo with one
 * @param privateKey OpenSSH or PEM text; when there is one, it logs in
 * @param keyStorePassword of the product's key stores
 */
@Embeddable
record ServerSecrets(
        @Column(name = "password_secret") @Nullable UUID password,
        @Column(name = "private_key_secret") @Nullable UUID privateKey,
        @Column(name = "passphrase_secret") @Nullable UUID passphrase,
        @Column(name = "key_store_password_secret") @Nullable UUID keyStorePassword) {

    static final ServerSecrets NONE = new ServerSecrets(null, null, null, null);

    Stream<UUID> all() {
        return Stream.of(password, privateKey, passphrase, keyStorePassword)
                .filter(Objects::nonNull);
    }
}
