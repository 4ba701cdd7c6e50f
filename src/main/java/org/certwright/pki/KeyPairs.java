package org.certwright.pki;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Private and public keys, side by side. */
public final class KeyPairs {

    private static final byte[] PROBE = "certwright".getBytes(StandardCharsets.UTF_8);

    private KeyPairs() {}

    /** Whether what the private key signs is verified by the public key. */
    public static boolean match(PublicKey publicKey, PrivateKey privateKey) {
        if (!family(publicKey.getAlgorithm()).equals(family(privateKey.getAlgorithm())))
            return false;
        try {
            var signature = Signature.getInstance(signature(family(publicKey.getAlgorithm())));
            signature.initSign(privateKey);
            signature.update(PROBE);
            var signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // of one family, and still not of one kind: another curve, another size
        }
    }

    private static String family(String algorithm) {
        if (algorithm.equals("ECDSA")) return "EC";
        if (algorithm.equals("Ed25519") || algorithm.equals("Ed448")) return "EdDSA";
        return algorithm.startsWith("ML-DSA") ? "ML-DSA" : algorithm;
    }

    private static String signature(String family) {
        return switch (family) {
            case "RSA", "RSASSA-PSS" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "DSA" -> "SHA256withDSA";
            default -> family;
        };
    }
}
