package org.certwright.certificate;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.certwright.ca.KnownRevocations;
import org.certwright.ca.KnownRoots;
import org.certwright.pki.PublicKeys;
import org.certwright.pki.TrustAnchors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gathers what the rules look at. Asks the database, never the network. */
@Component
class Examiner {

    private final List<KnownRoots> roots;
    private final List<KnownRevocations> revocations;
    private final JdbcClient database;

    Examiner(List<KnownRoots> roots, List<KnownRevocations> revocations, JdbcClient database) {
        this.roots = roots;
        this.revocations = revocations;
        this.database = database;
    }

    /** As they are now; for one certificate, or for many that are examined together. */
    TrustAnchors privateRoots() {
        return TrustAnchors.of(roots.stream().flatMap(it -> it.roots().stream()).toList());
    }

    /**
     * @param certificateId whose current version has the chain, leaf first
     */
    Examined examine(long certificateId, List<X509Certificate> chain, TrustAnchors privateRoots) {
        var leaf = chain.getFirst();
        return new Examined(
                chain,
                TrustAnchors.system(),
                privateRoots,
                revocations.stream().anyMatch(it -> it.isRevoked(leaf)),
                sameKey(certificateId, PublicKeys.sha256(leaf.getPublicKey())));
    }

    /** At most one more than are called by name. */
    private List<String> sameKey(long certificateId, String key) {
        return database.sql(
                        """
                        select name from certificate where key_sha256 = ? and id <> ?
                        order by id limit ?
                        """)
                .params(key, certificateId, Weakness.NAMED + 1)
                .query((row, at) -> row.getString(1))
                .list();
    }

    /** The one certificate beside this that has the key; empty when there is none, or several. */
    Optional<Long> onlyOther(long certificateId, String key) {
        var others =
                database.sql("select id from certificate where key_sha256 = ? and id <> ? limit 2")
                        .params(key, certificateId)
                        .query((row, at) -> row.getLong(1))
                        .list();
        return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
    }
}
