package org.certwright.ca.local;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.certwright.pki.PublicKeys;

/** A CA that is ready to sign. */
final class Issuer {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 127;

    private final LocalAuthority authority;
    private final PrivateKey key;
    private final JcaX509CertificateHolder certificate;

    Issuer(LocalAuthority authority, PrivateKey key) {
        this.authority = authority;
        this.key = key;
        try {
            this.certificate = new JcaX509CertificateHolder(authority.certificate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate of " + authority.name(), e);
        }
    }

    LocalAuthority authority() {
        return authority;
    }

    PrivateKey key() {
        return key;
    }

    X500Name name() {
        return certificate.getSubject();
    }

    JcaX509CertificateHolder certificate() {
        return certificate;
    }

    SubjectPublicKeyInfo publicKey() {
        return certificate.getSubjectPublicKeyInfo();
    }

    ContentSigner signer() {
        return signer(authority.certificate().getPublicKey(), key);
    }

    X509Certificate sign(X509v3CertificateBuilder certificate) {
        return sign(certificate, signer());
    }

    static X509Certificate selfSigned(X509v3CertificateBuilder certificate, KeyPair keys) {
        return sign(certificate, signer(keys.getPublic(), keys.getPrivate()));
    }

    private static ContentSigner signer(PublicKey publicKey, PrivateKey key) {
        try {
            return new JcaContentSignerBuilder(PublicKeys.signatureAlgorithm(publicKey)).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("The key of a CA cannot sign", e);
        }
    }

    private static X509Certificate sign(
            X509v3CertificateBuilder certificate, ContentSigner signer) {
        try {
            return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate that was made cannot be read", e);
        }
    }

    /** Unpredictable and positive, never zero (RFC 5280, section 4.1.2.2). */
    static BigInteger newSerial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
    }

    static byte[] encode(Encoding encoding) {
        try {
            return encoding.encode();
        } catch (IOException e) {
            throw new IllegalStateException("ASN.1 cannot be encoded", e);
        }
    }

    /** Something of ASN.1. */
    @FunctionalInterface
    interface Encoding {
        byte[] encode() throws IOException;
    }
}
