package org.certwright;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.certwright.pki.KeyMaterial;
import org.certwright.pki.SigningRequest;
import org.certwright.pki.UnreadableFileException;

/** A small CA for tests: a root, an intermediate, and leaves of it. */
public final class TestCa {

    private static final AtomicLong SERIALS = new AtomicLong(1000);
    private static final Duration YEAR = Duration.ofDays(365);

    private final Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    private final KeyPair rootKeys = keys("EC");
    private final KeyPair issuerKeys = keys("EC");
    private final X509Certificate root =
            certificate(
                    "CN=Test Root",
                    rootKeys.getPublic(),
                    "CN=Test Root",
                    rootKeys,
                    now.minus(YEAR),
                    now.plus(YEAR),
                    true);
    private final X509Certificate issuer =
            certificate(
                    "CN=Test Issuer",
                    issuerKeys.getPublic(),
                    "CN=Test Root",
                    rootKeys,
                    now.minus(YEAR),
                    now.plus(YEAR),
                    true);

    public X509Certificate root() {
        return root;
    }

    public X509Certificate issuer() {
        return issuer;
    }

    /** An ECDSA leaf with its intermediate, valid for 90 days from an hour ago. */
    public KeyMaterial leaf(String... names) {
        return leaf("EC", now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(90)), names);
    }

    /**
     * @param algorithm EC or RSA
     */
    public KeyMaterial leaf(String algorithm, Instant from, Instant to, String... names) {
        var keys = keys(algorithm);
        var leaf =
                certificate(
                        "CN=" + names[0],
                        keys.getPublic(),
                        "CN=Test Issuer",
                        issuerKeys,
                        from,
                        to,
                        false,
                        names);
        return new KeyMaterial(keys.getPrivate(), List.of(leaf, issuer));
    }

    /** For a key that is known. */
    public List<X509Certificate> issue(PublicKey key, String... names) {
        var leaf =
                certificate(
                        "CN=" + names[0],
                        key,
                        "CN=Test Issuer",
                        issuerKeys,
                        now.minus(Duration.ofHours(1)),
                        now.plus(Duration.ofDays(90)),
                        false,
                        names);
        return List.of(leaf, issuer);
    }

    /** For the key of a request (PKCS#10, DER), and for these names, whatever it asks for. */
    public List<X509Certificate> issue(byte[] csr, String... names) {
        try {
            return issue(SigningRequest.read(csr).key(), names);
        } catch (UnreadableFileException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys(String algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) generator.initialize(new ECGenParameterSpec("secp256r1"));
            else generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(
            String subject,
            PublicKey key,
            String issuer,
            KeyPair issuerKeys,
            Instant from,
            Instant to,
            boolean authority,
            String... names) {
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            new X500Principal(issuer),
                            BigInteger.valueOf(SERIALS.incrementAndGet()),
                            Date.from(from),
                            Date.from(to),
                            new X500Principal(subject),
                            key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (names.length > 0)
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(
                                Stream.of(names)
                                        .map(it -> new GeneralName(GeneralName.dNSName, it))
                                        .toArray(GeneralName[]::new)));
            var signer =
                    new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException | GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }
}
