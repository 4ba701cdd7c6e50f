package org.certwright.agent.deploy;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.pki.Chains;
import org.certwright.pki.KeyMaterial;

/**
 * What can be known of key and chain before a server is touched. Servers do not look: Apache's own
 * test passes a key that does not fit, and its reload then ends the service.
 */
final class MaterialCheck {

    private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final Clock clock;

    MaterialCheck(Clock clock) {
        this.clock = clock;
    }

    /**
     * @return warnings
     * @throws HostException with BAD_MATERIAL
     */
    List<String> check(DeploymentJob job) throws HostException {
        var material = job.material();
        for (var certificate : material.chain()) {
            dates(certificate);
        }
        pair(material);
        if (!Handshakes.canProve(material.leaf().getPublicKey())) {
            throw bad(
                    "A certificate with an %s key cannot be proved by a TLS handshake yet, so it is"
                                    .formatted(material.leaf().getPublicKey().getAlgorithm())
                            + " not deployed.",
                    "Choose RSA, ECDSA or Ed25519 for this server.");
        }
        return chain(job);
    }

    private void dates(X509Certificate certificate) throws HostException {
        var now = clock.instant();
        var from = certificate.getNotBefore().toInstant();
        var to = certificate.getNotAfter().toInstant();
        if (now.isBefore(from)) {
            throw bad(
                    "%s is valid from %s on; now it is %s."
                            .formatted(Texts.name(certificate), from, Texts.seconds(now)),
                    "Wait until then, or compare the clocks of the CA and of the bot.");
        }
        if (!now.isBefore(to)) {
            throw bad(
                    "%s has expired: it was valid until %s, now it is %s."
                            .formatted(Texts.name(certificate), to, Texts.seconds(now)),
                    "Renew it.");
        }
    }

    /** A signature made by the key must verify with the certificate: the surest way to compare. */
    private static void pair(KeyMaterial material) throws HostException {
        var leaf = material.leaf();
        if (!fits(material.key(), leaf.getPublicKey())) {
            throw bad(
                    "The private key (%s) does not belong to %s (%s)."
                            .formatted(
                                    material.key().getAlgorithm(),
                                    Texts.name(leaf),
                                    leaf.getPublicKey().getAlgorithm()),
                    "Import certificate and key that belong together, or renew the certificate.");
        }
    }

    private static boolean fits(PrivateKey key, PublicKey expected) {
        var algorithm = expected.getAlgorithm();
        try {
            // Through the encodings, as each provider only knows its own kinds of ML-DSA keys.
            var factory = KeyFactory.getInstance(algorithm, BOUNCY_CASTLE);
            var signature = Signature.getInstance(signatureFor(algorithm), BOUNCY_CASTLE);
            signature.initSign(factory.generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded())));
            var challenge = "certwright".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            signature.update(challenge);
            var signed = signature.sign();
            signature.initVerify(
                    factory.generatePublic(new X509EncodedKeySpec(expected.getEncoded())));
            signature.update(challenge);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String signatureFor(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "RSA" -> "SHA256withRSA";
            case "RSASSA-PSS" -> "SHA256withRSAandMGF1";
            case "EC" -> "SHA256withECDSA";
            default -> keyAlgorithm;
        };
    }

    private static List<String> chain(DeploymentJob job) throws HostException {
        var chain = job.material().chain();
        for (var i = 0; i + 1 < chain.size(); i++) {
            var child = chain.get(i);
            var parent = chain.get(i + 1);
            if (!Chains.issued(parent, child)) {
                throw bad(
                        "The chain is not in order or incomplete: %s was issued by '%s', but %s follows."
                                .formatted(
                                        Texts.name(child),
                                        child.getIssuerX500Principal(),
                                        Texts.name(parent)),
                        "Upload the certificate with all its intermediates, leaf first.");
            }
        }
        var last = chain.getLast();
        if (job.trust().endsHere(last)) {
            return List.of();
        }
        if (!job.anchors().isEmpty()) {
            throw bad(
                    "The chain is incomplete: the issuer of %s, '%s', is neither in the chain nor"
                                    .formatted(Texts.name(last), last.getIssuerX500Principal())
                            + " one of the trust anchors.",
                    "Upload the certificate with all its intermediates.");
        }
        return List.of(
                "No trusted root is known that issued %s; whether the chain is complete was not checked."
                        .formatted(Texts.name(last)));
    }

    private static HostException bad(String message, String remedy) {
        return new HostException(new Failure(FailureCode.BAD_MATERIAL, message, null, remedy));
    }
}
