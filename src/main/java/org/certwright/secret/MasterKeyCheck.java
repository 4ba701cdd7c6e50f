package org.certwright.secret;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.certwright.pki.Secret;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Refuses to start with a master key that does not fit the database: everything in it would look
 * fine until the first renewal. A known row, sealed at the first start, must open.
 */
@Component
class MasterKeyCheck {

    private static final UUID KNOWN = new UUID(0, 0);

    MasterKeyCheck(JdbcClient database, MasterKey masterKey, TransactionTemplate transaction) {
        transaction.executeWithoutResult(_ -> check(database, masterKey));
    }

    private static void check(JdbcClient database, MasterKey masterKey) {
        var aead = masterKey.aead();
        database.sql("insert into secret (id, sealed) values (?, ?) on conflict do nothing")
                .param(KNOWN)
                .param(sealed(aead))
                .update();
        var sealed =
                database.sql("select sealed from secret where id = ?")
                        .param(KNOWN)
                        .query(byte[].class)
                        .single();
        try {
            aead.decrypt(sealed, new byte[0]);
        } catch (GeneralSecurityException e) {
            throw new MasterKeyException(
                    """
                    The master key from %s does not fit this database: its secrets were sealed with \
                    another one. Bring back the master key that belongs to the database\
                    """
                            .formatted(masterKey.origin()));
        }
    }

    private static byte[] sealed(Aead aead) {
        try {
            return aead.encrypt(Secret.of("certwright").revealBytes(), new byte[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The master key cannot be used", e);
        }
    }
}
