package org.certwright.certificate;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.certwright.pki.Chains;
import org.certwright.pki.SignatureAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * What makes a certificate vulnerable: a rule for each, with its reason and what helps. A rule that
 * is added here is looked at everywhere; with {@link #RULES} raised, certificates that are known
 * already are judged by it too. That one has expired is no rule: the clock says so.
 */
enum Weakness {
    WEAK_KEY(
            "Weak key",
            Weakness::weakKey,
            "Order it with a new key: ECDSA P-256, or RSA with 2048 bit or more."),
    WEAK_SIGNATURE(
            "Weak signature",
            Weakness::weakSignature,
            "Renew it at a CA that signs with SHA-256 or better. Where an intermediate is signed so,"
                    + " install the one the CA has replaced it with."),
    TOO_LONG_VALID(
            "Valid for too long",
            Weakness::tooLongValid,
            "Renew it. Browsers refuse what is valid for longer than was allowed on the day of issue."),
    MISSING_SAN(
            "No alternative name",
            Weakness::missingAlternativeName,
            "Renew it with each host name as a subject alternative name."),
    UNTRUSTED_CHAIN(
            "Untrusted chain",
            Weakness::untrustedChain,
            "Upload it with all its intermediates, or renew it at a CA that is trusted. Where its CA is"
                    + " one of your own, import that as a local CA, so that it is known here."),
    SHARED_KEY(
            "Shared key",
            Weakness::sharedKey,
            "Renew it with a new key, so that a key that leaks gives away one certificate alone."),
    REVOKED(
            "Revoked",
            it -> it.revoked() ? "Its CA has revoked it." : null,
            "Renew it with a new key, and deploy that at once.");

    /** Raised whenever a rule is added or judges otherwise than before. */
    static final int RULES = 1;

    /** So many of the certificates that share a key are called by name. */
    static final int NAMED = 3;

    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 224;

    private final String label;
    private final Function<Examined, @Nullable String> rule;
    private final String remedy;

    Weakness(String label, Function<Examined, @Nullable String> rule, String remedy) {
        this.label = label;
        this.rule = rule;
        this.remedy = remedy;
    }

    /**
     * A rule that a certificate breaks.
     *
     * @param reason why, in a sentence
     * @param remedy what helps, in a sentence or two
     */
    record Finding(String label, String reason, String remedy) {

        static final Finding EXPIRED =
                new Finding(
                        "Expired",
                        "Its validity has ended; clients refuse it.",
                        "Renew it. Where it is no longer served anywhere, delete or ignore it.");
    }

    /** Empty when it keeps the rule. */
    Optional<Finding> in(Examined it) {
        return Optional.ofNullable(rule.apply(it))
                .map(reason -> new Finding(label, reason, remedy));
    }

    static List<Weakness> of(Examined it) {
        return Stream.of(values()).filter(rule -> rule.in(it).isPresent()).toList();
    }

    private static @Nullable String weakKey(Examined it) {
        return switch (it.leaf().getPublicKey()) {
            case RSAKey rsa -> few(rsa.getModulus().bitLength(), RSA_BITS, "RSA");
            case ECKey ec ->
                    few(ec.getParams().getCurve().getField().getFieldSize(), EC_BITS, "ECDSA");
            case DSAKey _ -> "Its key is for DSA, which no client accepts any more.";
            case PublicKey _ -> null;
        };
    }

    private static @Nullable String few(int bits, int expected, String algorithm) {
        return bits >= expected
                ? null
                : "Its %s key has %d bit; at least %d are expected."
                        .formatted(algorithm, bits, expected);
    }

    /** That of a root proves nothing, and is not looked at. */
    private static @Nullable String weakSignature(Examined it) {
        return it.chain().stream()
                .filter(link -> !Chains.isSelfSigned(link))
                .filter(link -> SignatureAlgorithm.of(link).isBroken())
                .findFirst()
                .map(link ->
                        "%s is signed with %s, which can be forged."
                                .formatted(
                                        link == it.leaf() ? "It" : "'" + name(link) + "'",
                                        SignatureAlgorithm.of(link).label()))
                .orElse(null);
    }

    private static @Nullable String tooLongValid(Examined it) {
        if (it.caType() != CaType.PUBLIC || !it.isForTls()) return null;
        var from = it.leaf().getNotBefore().toInstant();
        var to = it.leaf().getNotAfter().toInstant();
        return LongestValidity.at(from)
                .filter(limit -> !limit.allows(from, to))
                .map(limit ->
                        ("It is valid for %,d days; a publicly trusted one of its day may be for %d"
                                        + " (CA/Browser Forum, Baseline Requirements, section 6.3.2).")
                                .formatted(LongestValidity.days(from, to), limit.days()))
                .orElse(null);
    }

    private static @Nullable String missingAlternativeName(Examined it) {
        return it.isForTls() && !it.hasAlternativeName()
                ? "It has no subject alternative name; clients no longer look at the common name (RFC 9525)."
                : null;
    }

    private static @Nullable String untrustedChain(Examined it) {
        return it.gap()
                .map(last ->
                        Chains.isSelfSigned(last)
                                ? last == it.leaf()
                                        ? "It is self-signed, so nobody vouches for it."
                                        : "Its chain ends at '%s', a root that neither Java nor Certwright knows."
                                                .formatted(name(last))
                                : "Its chain is incomplete or ends at an unknown root: the issuer of '%s', '%s', is neither with it nor known here."
                                        .formatted(
                                                name(last),
                                                X509.shortName(
                                                        last.getIssuerX500Principal().getName())))
                .orElse(null);
    }

    private static @Nullable String sharedKey(Examined it) {
        return it.sameKey().isEmpty()
                ? null
                : it.sameKey().stream()
                        .limit(NAMED)
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "Its key is also that of ",
                                        it.sameKey().size() > NAMED ? " and others." : "."));
    }

    private static String name(X509Certificate it) {
        return X509.shortName(it.getSubjectX500Principal().getName());
    }
}
