package org.certwright.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.certwright.pki.AlternativeNames;
import org.certwright.pki.CertificateFile;
import org.certwright.pki.Chains;
import org.certwright.pki.KeyPairs;
import org.certwright.pki.PrivateKeys;
import org.certwright.secret.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes certificates from files into the inventory, with their keys where those are among them. */
@Service
class Upload {

    /** What became of one leaf. */
    enum Outcome {
        ADDED("added"),
        NEW_VERSION("added as a new version"),
        KEY_ADDED("known already, its private key is new"),
        KNOWN("known already");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** A leaf, and what became of it. */
    record Result(long certificateId, String name, Outcome outcome) {}

    private final Certificates certificates;
    private final CertificateVersions versions;
    private final VersionRegister register;
    private final Vault vault;
    private final JdbcClient database;
    private final Clock clock;

    Upload(
            Certificates certificates,
            CertificateVersions versions,
            VersionRegister register,
            Vault vault,
            JdbcClient database,
            Clock clock) {
        this.certificates = certificates;
        this.versions = versions;
        this.register = register;
        this.vault = vault;
        this.database = database;
        this.clock = clock;
    }

    /**
     * All or none. Certificates, intermediates and keys may lie in different files.
     *
     * @return one for each leaf; empty when there is no leaf among them
     */
    @Transactional
    public List<Result> add(Collection<CertificateFile> files, String by) {
        versions.lockForRegistration();
        var all = files.stream().flatMap(it -> it.certificates().stream()).distinct().toList();
        var keys = files.stream().flatMap(it -> it.keys().stream()).toList();
        var results = new LinkedHashMap<String, Result>();
        for (var chain : Chains.of(all)) {
            var result = add(chain, key(chain.getFirst(), keys), by);
            results.put(X509.sha256(chain.getFirst()), result);
        }
        return new ArrayList<>(results.values());
    }

    private Result add(List<X509Certificate> chain, @Nullable PrivateKey key, String by) {
        var now = clock.instant();
        var known = versions.findBySha256(X509.sha256(chain.getFirst()));
        if (known.isPresent()) return known(known.get(), key);
        var secret = key == null ? null : kept(key);
        var former = named(chain.getFirst());
        if (former.isPresent()) {
            var version =
                    register.newVersion(former.get(), chain, secret, VersionSource.UPLOAD, now);
            return result(version, Outcome.NEW_VERSION);
        }
        return result(
                register.newCertificate(chain, secret, VersionSource.UPLOAD, by, now),
                Outcome.ADDED);
    }

    private Result known(CertificateVersion version, @Nullable PrivateKey key) {
        if (key == null || version.keySecret() != null) return result(version, Outcome.KNOWN);
        version.keyBecameKnown(kept(key));
        var certificate = certificates.lock(version.certificate().id()).orElseThrow();
        certificate.keyGiven(version);
        certificates.save(certificate);
        return result(version, Outcome.KEY_ADDED);
    }

    private UUID kept(PrivateKey key) {
        return vault.keep(PrivateKeys.encode(key));
    }

    /** The one certificate of just these names, unless several have them. */
    private Optional<Certificate> named(X509Certificate leaf) {
        var commonName = X509.commonName(leaf);
        var names = AlternativeNames.of(leaf).toArray(String[]::new);
        var ids =
                database.sql(
                                """
                                select id from certificate
                                where name = any (cast(:shown as text[]))
                                    and common_name = :name
                                    and names @> cast(:names as text[])
                                    and names <@ cast(:names as text[])
                                limit 2
                                """)
                        .param("shown", commonName.isEmpty() ? names : new String[] {commonName})
                        .param("name", commonName)
                        .param("names", names)
                        .query((row, at) -> row.getLong(1))
                        .list();
        return ids.size() == 1 ? certificates.lock(ids.getFirst()) : Optional.empty();
    }

    private static @Nullable PrivateKey key(X509Certificate leaf, List<PrivateKey> keys) {
        return keys.stream()
                .filter(it -> KeyPairs.match(leaf.getPublicKey(), it))
                .findFirst()
                .orElse(null);
    }

    private static Result result(CertificateVersion version, Outcome outcome) {
        var certificate = version.certificate();
        return new Result(certificate.id(), certificate.name(), outcome);
    }
}
