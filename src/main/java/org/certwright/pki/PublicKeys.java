package org.certwright.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;

/** Names the algorithm of a key, and the one its owner signs with. */
public final class PublicKeys {

    private PublicKeys() {}

    /** "RSA 2048", "ECDSA P-256", "Ed25519", "ML-DSA-65". */
    public static String label(PublicKey key) {
        return switch (key) {
            case RSAKey rsa -> "RSA " + rsa.getModulus().bitLength();
            case ECPublicKey ec -> "ECDSA P-" + bits(ec);
            case EdECKey ed -> ed.getParams().getName();
            default -> named(key);
        };
    }

    /** Its name in the JDK, with the digest that is as strong as the key. */
    public static String signatureAlgorithm(PublicKey key) {
        return switch (key) {
            case RSAKey _ -> "SHA256withRSA";
            case ECPublicKey ec -> {
                var bits = bits(ec);
                yield bits <= 256
                        ? "SHA256withECDSA"
                        : bits <= 384 ? "SHA384withECDSA" : "SHA512withECDSA";
            }
            case EdECKey ed -> ed.getParams().getName();
            default -> named(key);
        };
    }

    /** Fingerprint of what certificates of one key have in common, lower-case hexadecimal. */
    public static String sha256(PublicKey key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK knows no SHA-256", e);
        }
    }

    private static int bits(ECPublicKey key) {
        return key.getParams().getCurve().getField().getFieldSize();
    }

    /** The JDK names the family, the parameters name the member: ML-DSA-65. */
    private static String named(PublicKey key) {
        return key.getParams() instanceof NamedParameterSpec it ? it.getName() : key.getAlgorithm();
    }
}
