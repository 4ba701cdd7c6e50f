package org.certwright.demo;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.certwright.pki.AlternativeNames;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.pki.PublicKeys;

/** Writes a certificate with its key that was forgotten until a few days before its end. */
final class ExpiringCertificate {

    private static final Duration AGE = Duration.ofDays(86);
    private static final Duration LEFT = Duration.ofDays(4);

    private ExpiringCertificate() {}

    static void write(String name, Path certificate, Path key, Instant now) throws IOException {
        var keys = KeyAlgorithm.ECDSA_P256.generate();
        var subject = new X500Principal("CN=" + name + ", O=Sandbox");
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            subject,
                            BigInteger.valueOf(now.toEpochMilli()),
                            Date.from(now.minus(AGE)),
                            Date.from(now.plus(LEFT)),
                            subject,
                            keys.getPublic());
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    AlternativeNames.extension(List.of(name)));
            var signer =
                    new JcaContentSignerBuilder(PublicKeys.signatureAlgorithm(keys.getPublic()))
                            .build(keys.getPrivate());
            Files.writeString(
                    certificate,
                    pem(new JcaX509CertificateConverter().getCertificate(builder.build(signer))));
            Files.writeString(key, pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("The sandbox's certificate cannot be made", e);
        }
    }

    private static String pem(Object value) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(value);
        }
        return text.toString();
    }
}
