package org.certwright.pki;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a certificate is signed.
 *
 * @param digest as {@code SHA256}; null where the algorithm has its own, as {@code Ed25519}
 * @param family as {@code RSA}, {@code RSAPSS}, {@code ECDSA}, {@code ML-DSA-65}
 */
public record SignatureAlgorithm(@Nullable String digest, String family) {

    private static final String PSS = "RSASSA-PSS";

    /** Those that certificates for another key have been made to fit. */
    private static final Set<String> BROKEN = Set.of("MD2", "MD4", "MD5", "SHA1");

    public static SignatureAlgorithm of(X509Certificate certificate) {
        var name = certificate.getSigAlgName();
        if (name.equals(PSS)) return new SignatureAlgorithm(pssDigest(certificate), "RSAPSS");
        var parts = name.split("(?i)with", 2);
        return parts.length == 2
                ? new SignatureAlgorithm(parts[0], parts[1])
                : new SignatureAlgorithm(null, name);
    }

    /** Its name alone does not tell (RFC 8017, appendix A.2.3). */
    private static String pssDigest(X509Certificate certificate) {
        try {
            var parameters = AlgorithmParameters.getInstance(PSS);
            parameters.init(certificate.getSigAlgParams());
            return parameters
                    .getParameterSpec(PSSParameterSpec.class)
                    .getDigestAlgorithm()
                    .replace("SHA-", "SHA");
        } catch (GeneralSecurityException | IOException e) {
            return "SHA1"; // what stands for no parameters
        }
    }

    /** "SHA256-RSA", "SHA384-ECDSA", "Ed25519", "ML-DSA-65". */
    public String label() {
        return digest == null ? family : digest + "-" + family;
    }

    /** Whether its digest no longer keeps a signature from being moved to another certificate. */
    public boolean isBroken() {
        return digest != null && BROKEN.contains(digest);
    }
}
