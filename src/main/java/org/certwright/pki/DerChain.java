package org.certwright.pki;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates as they are stored: DER, one after the other. */
public final class DerChain {

    private DerChain() {}

    public static byte[] encode(List<X509Certificate> certificates) {
        var out = new ByteArrayOutputStream();
        try {
            for (var it : certificates) out.writeBytes(it.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("Certificate cannot be encoded", e);
        }
        return out.toByteArray();
    }

    /**
     * @throws UnreadableCertificateException when what was stored cannot be read
     */
    public static List<X509Certificate> decode(byte[] der) {
        if (der.length == 0) return List.of();
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(der))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new UnreadableCertificateException(e);
        }
    }
}
