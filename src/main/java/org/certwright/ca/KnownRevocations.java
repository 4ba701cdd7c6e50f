package org.certwright.ca;

import java.security.cert.X509Certificate;

/**
 * Implemented by what keeps here which certificates are revoked; read without the network. {@link
 * CertificateRevoked} says that one is from now on.
 */
public interface KnownRevocations {

    boolean isRevoked(X509Certificate certificate);

    /** Published in the transaction that records it. */
    record CertificateRevoked(X509Certificate certificate) {}
}
