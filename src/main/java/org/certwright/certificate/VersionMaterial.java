package org.certwright.certificate;

import org.certwright.pki.KeyMaterial;
import org.certwright.pki.PrivateKeys;
import org.certwright.secret.Vault;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Hands out what is deployed: a version with its private key. */
@Service
public class VersionMaterial {

    private final CertificateVersions versions;
    private final Vault vault;

    VersionMaterial(CertificateVersions versions, Vault vault) {
        this.versions = versions;
        this.vault = vault;
    }

    /**
     * Ask for it right before it is used, and do not keep it.
     *
     * @throws MissingKeyException when the version's key is not known
     */
    @Transactional(readOnly = true)
    public KeyMaterial of(long versionId) {
        var version = versions.findById(versionId).orElseThrow();
        var key = version.keySecret();
        if (key == null)
            throw new MissingKeyException(
                    "The private key of version %d of %s is not known here; order a new certificate, or upload it with its key"
                            .formatted(version.number(), version.certificate().name()));
        return new KeyMaterial(PrivateKeys.decode(vault.reveal(key)), version.chain());
    }

    /** Without its key a version cannot be deployed. */
    public static final class MissingKeyException extends RuntimeException {
        MissingKeyException(String message) {
            super(message);
        }
    }
}
