package org.certwright.pki;

import java.security.PrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Private keys as they are kept: PKCS#8, DER (RFC 5958). */
public final class PrivateKeys {

    private PrivateKeys() {}

    public static Secret encode(PrivateKey key) {
        return Secret.of(key.getEncoded());
    }

    /**
     * @throws IllegalArgumentException when it is no PKCS#8, or of an algorithm the JDK lacks
     */
    public static PrivateKey decode(Secret pkcs8) {
        try {
            return new JcaPEMKeyConverter()
                    .getPrivateKey(PrivateKeyInfo.getInstance(pkcs8.revealBytes()));
        } catch (PEMException e) {
            throw new IllegalArgumentException("The private key cannot be read", e);
        }
    }
}
