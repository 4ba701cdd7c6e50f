package org.certwright.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.certwright.pki.AlternativeNames;

/** How a certificate is made: a sound one, but for what a test changes. */
record Recipe(
        String subject,
        PublicKey key,
        Instant from,
        Instant to,
        List<String> names,
        KeyPurposeId purpose,
        String signature,
        boolean authority) {

    private static final AtomicLong SERIALS = new AtomicLong(90_000);
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

    /** For {@code www.example.com}, 90 days. */
    static Recipe of(PublicKey key) {
        return new Recipe(
                "CN=www.example.com",
                key,
                FROM,
                FROM.plus(Duration.ofDays(90)),
                List.of("www.example.com"),
                KeyPurposeId.id_kp_serverAuth,
                "SHA256withECDSA",
                false);
    }

    static Recipe authority(String name, PublicKey key) {
        return new Recipe(
                "CN=" + name,
                key,
                FROM,
                FROM.plus(Duration.ofDays(3650)),
                List.of(),
                KeyPurposeId.anyExtendedKeyUsage,
                "SHA256withECDSA",
                true);
    }

    Recipe valid(Instant since, Duration time) {
        return new Recipe(
                subject, key, since, since.plus(time), names, purpose, signature, authority);
    }

    Recipe named(String... other) {
        return new Recipe(subject, key, from, to, List.of(other), purpose, signature, authority);
    }

    Recipe meantFor(KeyPurposeId other) {
        return new Recipe(subject, key, from, to, names, other, signature, authority);
    }

    Recipe signed(String other) {
        return new Recipe(subject, key, from, to, names, purpose, other, authority);
    }

    X509Certificate by(X509Certificate issuer, PrivateKey issuerKey) {
        return read(made(issuer.getSubjectX500Principal(), issuerKey));
    }

    X509Certificate bySelf(PrivateKey own) {
        return read(made(new X500Principal(subject), own));
    }

    X509CertificateHolder made(X500Principal issuer, PrivateKey issuerKey) {
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            issuer,
                            BigInteger.valueOf(SERIALS.incrementAndGet()),
                            Date.from(from),
                            Date.from(to),
                            new X500Principal(subject),
                            key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (!names.isEmpty())
                builder.addExtension(
                        Extension.subjectAlternativeName, false, AlternativeNames.extension(names));
            return builder.build(new JcaContentSignerBuilder(signature).build(issuerKey));
        } catch (CertIOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate read(X509CertificateHolder it) {
        try {
            return new JcaX509CertificateConverter().getCertificate(it);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair keys(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
