package org.certwright.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key with its certificate.
 *
 * @param key never printed: {@link #toString()} leaves it out
 * @param chain the leaf first, then its intermediates in order; the root is not among them
 */
public record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {

    public KeyMaterial {
        chain = List.copyOf(chain);
        if (chain.isEmpty())
            throw new IllegalArgumentException("Key material needs at least the leaf certificate");
    }

    public X509Certificate leaf() {
        return chain.getFirst();
    }

    @Override
    public String toString() {
        return "KeyMaterial["
                + leaf().getSubjectX500Principal()
                + ", serial "
                + leaf().getSerialNumber().toString(16)
                + "]";
    }
}
