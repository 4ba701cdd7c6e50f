package org.certwright.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.certwright.certificate.Weakness.MISSING_SAN;
import static org.certwright.certificate.Weakness.REVOKED;
import static org.certwright.certificate.Weakness.SHARED_KEY;
import static org.certwright.certificate.Weakness.TOO_LONG_VALID;
import static org.certwright.certificate.Weakness.UNTRUSTED_CHAIN;
import static org.certwright.certificate.Weakness.WEAK_KEY;
import static org.certwright.certificate.Weakness.WEAK_SIGNATURE;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.certwright.pki.TrustAnchors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule, with a certificate that breaks it alone, and with one that keeps it. */
class WeaknessTests {

    private static final KeyPair ROOT_KEYS = Recipe.keys("EC", 256);
    private static final X509Certificate ROOT =
            Recipe.authority("Root", ROOT_KEYS.getPublic()).bySelf(ROOT_KEYS.getPrivate());
    private static final KeyPair ISSUER_KEYS = Recipe.keys("EC", 256);
    private static final X509Certificate ISSUER =
            Recipe.authority("Issuer", ISSUER_KEYS.getPublic()).by(ROOT, ROOT_KEYS.getPrivate());
    private static final KeyPair KEYS = Recipe.keys("EC", 256);
    private static final Recipe SOUND = Recipe.of(KEYS.getPublic());

    @Test
    void findsNothingInASoundCertificate() {
        assertThat(weaknesses(SOUND)).isEmpty();
        assertThat(Weakness.of(publiclyTrusted(leaf(SOUND)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"RSA, 1024, 1024", "RSA, 2047, 2047", "DSA, 2048, DSA"})
    void findsWeakKeys(String algorithm, int bits, String word) {
        var weak = Recipe.of(Recipe.keys(algorithm, bits).getPublic());
        assertThat(weaknesses(weak)).containsExactly(WEAK_KEY);
        assertThat(reason(WEAK_KEY, weak)).contains(word);
    }

    @Test
    void findsSmallCurvesWhereTheyCanBeRead() throws GeneralSecurityException {
        var provider = new BouncyCastleProvider();
        var generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec("secp192r1"));
        var made =
                Recipe.of(generator.generateKeyPair().getPublic())
                        .made(ISSUER.getSubjectX500Principal(), ISSUER_KEYS.getPrivate());
        var leaf = new JcaX509CertificateConverter().setProvider(provider).getCertificate(made);
        assertThat(Weakness.of(known(List.of(leaf, ISSUER)))).containsExactly(WEAK_KEY);
    }

    @ParameterizedTest
    @CsvSource({"RSA, 2048", "EC, 384", "Ed25519, 255"})
    void acceptsStrongKeys(String algorithm, int bits) {
        assertThat(weaknesses(Recipe.of(Recipe.keys(algorithm, bits).getPublic()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withRSA", "MD5withRSA"})
    void findsSignaturesThatCanBeForgedButNotThatOfARoot(String signature) {
        var keys = Recipe.keys("RSA", 2048);
        var root =
                Recipe.authority("Old Root", keys.getPublic())
                        .signed(signature)
                        .bySelf(keys.getPrivate());
        var anchors = TrustAnchors.of(List.of(root));
        var forgeable = SOUND.signed(signature).by(root, keys.getPrivate());
        var sound = SOUND.signed("SHA256withRSA").by(root, keys.getPrivate());

        assertThat(Weakness.of(privatelyTrusted(List.of(forgeable), anchors)))
                .containsExactly(WEAK_SIGNATURE);
        assertThat(Weakness.of(privatelyTrusted(List.of(sound, root), anchors))).isEmpty();
    }

    @Test
    void findsSignaturesThatCanBeForgedOnIntermediates() {
        var keys = Recipe.keys("RSA", 2048);
        var root =
                Recipe.authority("RSA Root", keys.getPublic())
                        .signed("SHA256withRSA")
                        .bySelf(keys.getPrivate());
        var middle =
                Recipe.authority("Middle", ISSUER_KEYS.getPublic())
                        .signed("SHA1withRSA")
                        .by(root, keys.getPrivate());
        var leaf = SOUND.by(middle, ISSUER_KEYS.getPrivate());
        var examined = privatelyTrusted(List.of(leaf, middle), TrustAnchors.of(List.of(root)));

        assertThat(Weakness.of(examined)).containsExactly(WEAK_SIGNATURE);
        assertThat(WEAK_SIGNATURE.in(examined).orElseThrow().reason())
                .isEqualTo("'Middle' is signed with SHA1-RSA, which can be forged.");
    }

    @Test
    void findsWhatIsValidForLongerThanPublicCasMayIssueForAndNoneOfAPrivateCa() {
        var long_ = SOUND.valid(Instant.parse("2026-03-15T00:00:00Z"), Duration.ofDays(200));
        var examined = publiclyTrusted(leaf(long_));

        assertThat(Weakness.of(examined)).containsExactly(TOO_LONG_VALID);
        assertThat(TOO_LONG_VALID.in(examined).orElseThrow().reason()).contains("201", "200");
        assertThat(weaknesses(long_)).isEmpty();
        assertThat(
                        Weakness.of(
                                publiclyTrusted(
                                        leaf(long_.meantFor(KeyPurposeId.id_kp_emailProtection)))))
                .isEmpty();
    }

    @Test
    void findsWhatNamesNothingButACommonNameUnlessItIsNotForTls() {
        assertThat(weaknesses(SOUND.named())).containsExactly(MISSING_SAN);
        assertThat(weaknesses(SOUND.named().meantFor(KeyPurposeId.id_kp_clientAuth))).isEmpty();
        assertThat(weaknesses(SOUND.named("192.0.2.7"))).isEmpty();
    }

    @Test
    void findsChainsThatLeadToNoKnownRoot() {
        var selfSigned = SOUND.bySelf(KEYS.getPrivate());
        assertThat(Weakness.of(known(List.of(selfSigned)))).containsExactly(UNTRUSTED_CHAIN);
        assertThat(reason(List.of(selfSigned))).contains("self-signed");

        var incomplete = List.of(leaf(SOUND).getFirst());
        assertThat(Weakness.of(known(incomplete))).containsExactly(UNTRUSTED_CHAIN);
        assertThat(reason(incomplete)).contains("the issuer of 'www.example.com', 'Issuer'");

        var foreign = Recipe.keys("EC", 256);
        var root = Recipe.authority("Foreign", foreign.getPublic()).bySelf(foreign.getPrivate());
        var chain = List.of(SOUND.by(root, foreign.getPrivate()), root);
        assertThat(Weakness.of(known(chain))).containsExactly(UNTRUSTED_CHAIN);
        assertThat(reason(chain)).contains("ends at 'Foreign'");
    }

    @Test
    void findsKeysThatOtherCertificatesHave() {
        var chain = leaf(SOUND);
        var shared =
                new Examined(chain, none(), roots(), false, List.of("a.test", "b.test", "c.test"));
        assertThat(Weakness.of(shared)).containsExactly(SHARED_KEY);
        assertThat(SHARED_KEY.in(shared).orElseThrow().reason())
                .isEqualTo("Its key is also that of a.test, b.test, c.test.");
        var more =
                new Examined(
                        chain, none(), roots(), false, List.of("a.test", "b.test", "c.test", "d"));
        assertThat(SHARED_KEY.in(more).orElseThrow().reason())
                .isEqualTo("Its key is also that of a.test, b.test, c.test and others.");
    }

    @Test
    void findsWhatWasRevoked() {
        assertThat(Weakness.of(new Examined(leaf(SOUND), none(), roots(), true, List.of())))
                .containsExactly(REVOKED);
    }

    @Test
    void tellsPublicCasFromPrivateOnes() {
        assertThat(publiclyTrusted(leaf(SOUND)).caType()).isEqualTo(CaType.PUBLIC);
        assertThat(known(leaf(SOUND)).caType()).isEqualTo(CaType.PRIVATE);
        assertThat(known(List.of(SOUND.bySelf(KEYS.getPrivate()))).caType())
                .isEqualTo(CaType.PRIVATE);
    }

    @ParameterizedTest
    @CsvSource({
        "2018-02-28T23:59:59Z, 1000, true",
        "2018-03-01T00:00:00Z, 825, true",
        "2018-03-01T00:00:00Z, 826, false",
        "2020-08-31T23:59:59Z, 825, true",
        "2020-09-01T00:00:00Z, 398, true",
        "2020-09-01T00:00:00Z, 399, false",
        "2026-03-14T23:59:59Z, 398, true",
        "2026-03-15T00:00:00Z, 200, true",
        "2026-03-15T00:00:00Z, 201, false",
        "2027-03-15T00:00:00Z, 100, true",
        "2027-03-15T00:00:00Z, 101, false",
        "2029-03-15T00:00:00Z, 47, true",
        "2029-03-15T00:00:00Z, 48, false",
    })
    void knowsTheLongestValidityOfEachDayOfIssue(Instant from, int days, boolean allowed) {
        var to = from.plus(Duration.ofDays(days)).minusSeconds(1); // both ends belong to it
        assertThat(LongestValidity.at(from).map(it -> it.allows(from, to)).orElse(true))
                .isEqualTo(allowed);
    }

    private static List<Weakness> weaknesses(Recipe recipe) {
        return Weakness.of(known(leaf(recipe)));
    }

    private static String reason(Weakness rule, Recipe recipe) {
        return rule.in(known(leaf(recipe))).orElseThrow().reason();
    }

    private static String reason(List<X509Certificate> chain) {
        return UNTRUSTED_CHAIN.in(known(chain)).orElseThrow().reason();
    }

    private static List<X509Certificate> leaf(Recipe recipe) {
        return List.of(recipe.by(ISSUER, ISSUER_KEYS.getPrivate()), ISSUER);
    }

    private static Examined known(List<X509Certificate> chain) {
        return privatelyTrusted(chain, roots());
    }

    private static Examined privatelyTrusted(List<X509Certificate> chain, TrustAnchors anchors) {
        return new Examined(chain, none(), anchors, false, List.of());
    }

    private static Examined publiclyTrusted(List<X509Certificate> chain) {
        return new Examined(chain, roots(), none(), false, List.of());
    }

    private static TrustAnchors roots() {
        return TrustAnchors.of(List.of(ROOT));
    }

    private static TrustAnchors none() {
        return TrustAnchors.of(List.of());
    }
}
