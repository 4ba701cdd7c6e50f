package org.certwright.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.certwright.pki.Secret;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Keeps secrets encrypted at rest. Other tables hold only the id a secret is kept under. Each is
 * bound to its row: moved to another row it cannot be opened. Calls join the running transaction.
 */
@Service
public class Vault {

    private final JdbcClient database;
    private final Aead keys;

    Vault(JdbcClient database, MasterKey masterKey) {
        this.database = database;
        this.keys = masterKey.aead();
    }

    /**
     * @return the id to reveal it with
     */
    public UUID keep(Secret secret) {
        var id = UUID.randomUUID();
        database.sql("insert into secret (id, sealed) values (?, ?)")
                .param(id)
                .param(sealed(id, secret))
                .update();
        return id;
    }

    /**
     * @throws IllegalStateException when there is none of this id, or it was sealed with a key this
     *     program does not have
     */
    public Secret reveal(UUID id) {
        var sealed =
                database.sql("select sealed from secret where id = ?")
                        .param(id)
                        .query(byte[].class)
                        .optional()
                        .orElseThrow(() -> new IllegalStateException("There is no secret " + id));
        try {
            return Secret.of(keys.decrypt(sealed, row(id)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Secret %s cannot be opened with this master key".formatted(id), e);
        }
    }

    /** Forgets it; nothing happens when there is none. */
    public void discard(UUID id) {
        database.sql("delete from secret where id = ?").param(id).update();
    }

    private byte[] sealed(UUID id, Secret secret) {
        try {
            return keys.encrypt(secret.revealBytes(), row(id));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret cannot be encrypted", e);
        }
    }

    private static byte[] row(UUID id) {
        return ("secret:" + id).getBytes(US_ASCII);
    }
}
