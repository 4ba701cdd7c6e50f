package org.certwright.https;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.certwright.pki.DerChain;
import org.certwright.pki.KeyMaterial;
import org.certwright.pki.PrivateKeys;
import org.certwright.secret.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The certificate all instances present, as kept in the database. */
@Repository
class HttpsCertificate {

    /**
     * @param renewAt when another one is ordered
     */
    record Kept(KeyMaterial material, UUID keySecret, Instant renewAt) {}

    private final JdbcClient database;
    private final Vault vault;

    HttpsCertificate(JdbcClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    Optional<Kept> find() {
        return database.sql("select chain, key_secret, renew_at from https_certificate")
                .query((row, at) -> {
                    var secret = row.getObject("key_secret", UUID.class);
                    return new Kept(
                            new KeyMaterial(
                                    PrivateKeys.decode(vault.reveal(secret)),
                                    DerChain.decode(row.getBytes("chain"))),
                            secret,
                            row.getObject("renew_at", OffsetDateTime.class).toInstant());
                })
                .optional();
    }

    /** In place of the one before, whose key is forgotten. */
    @Transactional
    public void keep(KeyMaterial material, UUID attempt, Instant renewAt) {
        var former = find().map(Kept::keySecret);
        var secret = vault.keep(PrivateKeys.encode(material.key()));
        database.sql(
                        """
                        insert into https_certificate (chain, key_secret, attempt, renew_at)
                        values (:chain, :secret, :attempt, :renewAt)
                        on conflict (id) do update set chain = excluded.chain,
                            key_secret = excluded.key_secret, attempt = excluded.attempt,
                            renew_at = excluded.renew_at
                        """)
                .param("chain", DerChain.encode(material.chain()))
                .param("secret", secret)
                .param("attempt", attempt)
                .param("renewAt", renewAt.atOffset(ZoneOffset.UTC))
                .update();
        former.ifPresent(vault::discard);
    }
}
