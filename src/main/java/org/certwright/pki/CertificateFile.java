package org.certwright.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file of certificates holds, whatever its format: PEM, DER, PKCS#7, PKCS#12, JKS. The
 * format is seen from the contents, never from the name.
 *
 * @param certificates in the order of the file
 * @param keys private keys; which certificate each belongs to is found by {@link KeyPairs#match}
 */
public record CertificateFile(List<X509Certificate> certificates, List<PrivateKey> keys) {

    private static final int DER_SEQUENCE = 0x30;
    private static final int JKS_MAGIC = 0xFEEDFEED;
    private static final int JCEKS_MAGIC = 0xCECECECE;

    public CertificateFile {
        certificates = List.copyOf(certificates);
        keys = List.copyOf(keys);
    }

    /**
     * @param password for key stores and encrypted keys; null or empty where there is none
     * @throws UnreadableFileException when it is of no known format, damaged, or its password is
     *     missing or wrong
     */
    public static CertificateFile read(byte[] content, @Nullable Secret password)
            throws UnreadableFileException {
        if (content.length == 0) throw new UnreadableFileException("The file is empty", null);
        var secret = password == null || password.isEmpty() ? null : password;
        var magic = magic(content);
        if (magic == JKS_MAGIC) return keyStore("JKS", content, secret);
        if (magic == JCEKS_MAGIC) return keyStore("JCEKS", content, secret);
        if (content[0] == DER_SEQUENCE) return der(content, secret);
        var text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN ")) return PemFile.read(text, secret);
        return der(base64(text), secret);
    }

    private static int magic(byte[] content) {
        return content.length < 4
                ? 0
                : (content[0] & 0xff) << 24
                        | (content[1] & 0xff) << 16
                        | (content[2] & 0xff) << 8
                        | content[3] & 0xff;
    }

    /** PEM without its lines BEGIN and END, as some tools hand it out. */
    private static byte[] base64(String text) throws UnreadableFileException {
        try {
            var der = Base64.getDecoder().decode(text.replaceAll("\\s", ""));
            if (der.length > 0 && der[0] == DER_SEQUENCE) return der;
        } catch (IllegalArgumentException e) {
            throw unknown(e);
        }
        throw unknown(null);
    }

    /** What follows the outer SEQUENCE tells a certificate, PKCS#7 and PKCS#12 apart. */
    private static CertificateFile der(byte[] content, @Nullable Secret password)
            throws UnreadableFileException {
        var inner = innerTag(content);
        if (inner == 0x02) return keyStore("PKCS12", content, password); // INTEGER: version
        return new CertificateFile(certificates(content), List.of());
    }

    private static int innerTag(byte[] der) {
        if (der.length < 2) return -1;
        var lengthOctets = (der[1] & 0x80) == 0 ? 1 : 1 + (der[1] & 0x7f);
        return 1 + lengthOctets < der.length ? der[1 + lengthOctets] & 0xff : -1;
    }

    /** One or several certificates, DER or PKCS#7. */
    static List<X509Certificate> certificates(byte[] der) throws UnreadableFileException {
        try {
            var found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(der))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (found.isEmpty()) throw unknown(null);
            return found;
        } catch (CertificateException e) {
            throw unknown(e);
        }
    }

    private static UnreadableFileException unknown(@Nullable Throwable cause) {
        return new UnreadableFileException(
                "The file holds no certificate that can be read;"
                        + " PEM, DER, PKCS#7, PKCS#12 and JKS are expected",
                cause);
    }

    private static CertificateFile keyStore(String type, byte[] content, @Nullable Secret password)
            throws UnreadableFileException {
        var characters = password == null ? new char[0] : password.reveal().toCharArray();
        try {
            var store = KeyStore.getInstance(type);
            store.load(new ByteArrayInputStream(content), characters);
            var certificates = new ArrayList<X509Certificate>();
            var keys = new ArrayList<PrivateKey>();
            for (var alias : Collections.list(store.aliases())) {
                var chain = store.getCertificateChain(alias);
                var single = store.getCertificate(alias);
                if (chain != null) for (var it : chain) certificates.add((X509Certificate) it);
                else if (single != null) certificates.add((X509Certificate) single);
                if (store.isKeyEntry(alias)
                        && store.getKey(alias, characters) instanceof PrivateKey key) keys.add(key);
            }
            return new CertificateFile(certificates, keys);
        } catch (IOException | GeneralSecurityException e) {
            throw new UnreadableFileException(
                    password == null
                            ? "The key store needs its password, or is damaged"
                            : "The key store's password is wrong, or it is damaged",
                    e);
        }
    }
}
