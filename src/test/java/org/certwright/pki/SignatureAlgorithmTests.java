package org.certwright.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureAlgorithmTests {

    @ParameterizedTest
    @CsvSource({
        "RSA, SHA256withRSA, SHA256-RSA, false",
        "RSA, SHA1withRSA, SHA1-RSA, true",
        "RSA, MD5withRSA, MD5-RSA, true",
        "RSA, SHA3-256withRSA, SHA3-256-RSA, false",
        "RSA, SHA256withRSAandMGF1, SHA256-RSAPSS, false",
        "RSA, SHA1withRSAandMGF1, SHA1-RSAPSS, true",
        "EC, SHA384withECDSA, SHA384-ECDSA, false",
        "DSA, SHA256withDSA, SHA256-DSA, false",
        "Ed25519, Ed25519, Ed25519, false",
        "Ed448, Ed448, Ed448, false",
        "ML-DSA-65, ML-DSA-65, ML-DSA-65, false",
    })
    void namesDigestAndFamily(String key, String signature, String label, boolean broken)
            throws Exception {
        var it = SignatureAlgorithm.of(signed(key, signature));
        assertThat(it.label()).isEqualTo(label);
        assertThat(it.isBroken()).isEqualTo(broken);
    }

    /** As a stored certificate is read: by the JDK. */
    private static X509Certificate signed(String key, String signature)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var keys = KeyPairGenerator.getInstance(key).generateKeyPair();
        var signer = new JcaContentSignerBuilder(signature);
        if (signature.contains("MGF1") || signature.startsWith("SHA3"))
            signer.setProvider(new BouncyCastleProvider());
        var name = new X500Principal("CN=x");
        var made =
                new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                new Date(0),
                                new Date(1000),
                                name,
                                keys.getPublic())
                        .build(signer.build(keys.getPrivate()));
        return DerChain.decode(made.getEncoded()).getFirst();
    }
}
