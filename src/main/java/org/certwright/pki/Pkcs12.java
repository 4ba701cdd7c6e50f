package org.certwright.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;

/** Writes PKCS#12 (RFC 7292), encrypted with AES as the JDK does by default. */
public final class Pkcs12 {

    private Pkcs12() {}

    /**
     * @param alias name of the one entry
     */
    public static byte[] write(KeyMaterial material, String alias, Secret password) {
        var characters = password.reveal().toCharArray();
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    alias,
                    material.key(),
                    characters,
                    material.chain().toArray(Certificate[]::new));
            var out = new ByteArrayOutputStream();
            store.store(out, characters);
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("PKCS#12 cannot be written for " + material, e);
        }
    }
}
