package org.certwright.pki;

import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/**
 * Reads PEM (RFC 7468) with any mix of certificates, PKCS#7, and private keys, encrypted ones
 * included. What is neither is passed over.
 */
final class PemFile {

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private PemFile() {}

    static CertificateFile read(String text, @Nullable Secret password)
            throws UnreadableFileException {
        var certificates = new ArrayList<X509Certificate>();
        var keys = new ArrayList<PrivateKey>();
        try (var parser = new PEMParser(new StringReader(text))) {
            for (var it = parser.readObject(); it != null; it = parser.readObject()) {
                switch (it) {
                    case X509CertificateHolder one ->
                            certificates.addAll(CertificateFile.certificates(one.getEncoded()));
                    case X509TrustedCertificateBlock one ->
                            certificates.addAll(
                                    CertificateFile.certificates(
                                            one.getCertificateHolder().getEncoded()));
                    case ContentInfo several ->
                            certificates.addAll(CertificateFile.certificates(several.getEncoded()));
                    default -> {
                        var key = key(it, password);
                        if (key != null) keys.add(key);
                    }
                }
            }
        } catch (IOException e) {
            throw new UnreadableFileException(
                    "The PEM text is damaged; copy it again, with its lines BEGIN and END", e);
        }
        if (certificates.isEmpty() && keys.isEmpty())
            throw new UnreadableFileException(
                    "The PEM text holds neither a certificate nor a private key", null);
        return new CertificateFile(certificates, keys);
    }

    private static @Nullable PrivateKey key(Object found, @Nullable Secret password)
            throws UnreadableFileException {
        try {
            var info =
                    switch (found) {
                        case PrivateKeyInfo plain -> plain;
                        case PEMKeyPair pair -> pair.getPrivateKeyInfo();
                        case PKCS8EncryptedPrivateKeyInfo sealed ->
                                sealed.decryptPrivateKeyInfo(
                                        new JceOpenSSLPKCS8DecryptorProviderBuilder()
                                                .setProvider(PROVIDER)
                                                .build(characters(password)));
                        case PEMEncryptedKeyPair sealed ->
                                sealed.decryptKeyPair(
                                                new JcePEMDecryptorProviderBuilder()
                                                        .setProvider(PROVIDER)
                                                        .build(characters(password)))
                                        .getPrivateKeyInfo();
                        default -> null;
                    };
            return info == null ? null : new JcaPEMKeyConverter().getPrivateKey(info);
        } catch (PEMException e) {
            throw new UnreadableFileException(
                    found instanceof PEMEncryptedKeyPair
                            ? "The private key's password is wrong"
                            : "The private key is of a kind that cannot be read",
                    e);
        } catch (IOException | PKCSException | OperatorCreationException e) {
            throw new UnreadableFileException("The private key's password is wrong", e);
        }
    }

    private static char[] characters(@Nullable Secret password) throws UnreadableFileException {
        if (password == null)
            throw new UnreadableFileException(
                    "The private key is encrypted; enter its password", null);
        return password.reveal().toCharArray();
    }
}
