package org.certwright.pki;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of keys that are made here. */
public enum KeyAlgorithm {
    ECDSA_P256("ECDSA P-256", "EC", new ECGenParameterSpec("secp256r1")),
    ECDSA_P384("ECDSA P-384", "EC", new ECGenParameterSpec("secp384r1")),
    RSA_2048("RSA 2048", "RSA", rsa(2048)),
    RSA_3072("RSA 3072", "RSA", rsa(3072)),
    RSA_4096("RSA 4096", "RSA", rsa(4096)),
    ED25519("Ed25519", "Ed25519", null),
    ML_DSA_44("ML-DSA-44", "ML-DSA-44", null),
    ML_DSA_65("ML-DSA-65", "ML-DSA-65", null),
    ML_DSA_87("ML-DSA-87", "ML-DSA-87", null);

    private final String label;
    private final String generator;
    private final @Nullable AlgorithmParameterSpec parameters;

    KeyAlgorithm(String label, String generator, @Nullable AlgorithmParameterSpec parameters) {
        this.label = label;
        this.generator = generator;
        this.parameters = parameters;
    }

    private static RSAKeyGenParameterSpec rsa(int bits) {
        return new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
    }

    /** As {@link PublicKeys#label} calls such a key. */
    public String label() {
        return label;
    }

    /** The kind of a key; empty when it is none of these. */
    public static Optional<KeyAlgorithm> of(PublicKey key) {
        return labelled(PublicKeys.label(key));
    }

    public static Optional<KeyAlgorithm> labelled(String label) {
        return Stream.of(values()).filter(it -> it.label.equals(label)).findFirst();
    }

    public KeyPair generate() {
        try {
            var pairs = KeyPairGenerator.getInstance(generator);
            if (parameters != null) pairs.initialize(parameters);
            return pairs.generateKeyPair();
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("The JDK refuses the parameters of " + label, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK knows no " + label, e);
        }
    }
}
