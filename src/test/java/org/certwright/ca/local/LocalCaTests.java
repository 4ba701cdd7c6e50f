package org.certwright.ca.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.certwright.Peers;
import org.certwright.Processes;
import org.certwright.TestDatabase;
import org.certwright.ca.Authorities;
import org.certwright.ca.CertificateAuthority;
import org.certwright.ca.CertificateAuthority.Adopting;
import org.certwright.ca.CertificateAuthority.Answer.Issued;
import org.certwright.ca.CertificateAuthority.Answer.Refused;
import org.certwright.ca.CertificateAuthority.CertificateRequest;
import org.certwright.ca.CertificateAuthority.Revoking;
import org.certwright.ca.ConnectorRegistry;
import org.certwright.ca.RevocationReason;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.pki.SigningRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What the local CA issues and publishes, read by openssl and by the JDK. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestDatabase.class)
class LocalCaTests {

    private static final String NAME = "www.example.com";

    @Autowired private AuthorityMaker maker;
    @Autowired private LocalConnector type;
    @Autowired private ConnectorRegistry connectors;
    @Autowired private Authorities authorities;
    @Autowired private RevocationLists lists;
    @Autowired private IssuedCertificates certificates;
    @Autowired private OcspResponder ocsp;
    @Autowired private PublicPki pki;
    @LocalServerPort private int port;
    @TempDir private Path folder;

    private LocalAuthority issuing;
    private CertificateAuthority ca;

    @BeforeEach
    void makeCa() {
        make(KeyAlgorithm.ECDSA_P256);
    }

    private void make(KeyAlgorithm algorithm) {
        var suffix = UUID.randomUUID();
        var root = maker.make(form("Root " + suffix, null, algorithm), "test");
        issuing = maker.make(form("Issuing " + suffix, root.id(), algorithm), "test");
        var id = connectors.add(type.key(), type.profile("CA " + suffix, issuing.id()), "test");
        ca = authorities.of(id);
    }

    private static AuthorityForm form(String name, @Nullable Long issuer, KeyAlgorithm algorithm) {
        return new AuthorityForm(
                name.substring(0, 40), "Example", issuer, algorithm, issuer == null ? 20 : 10);
    }

    @ParameterizedTest
    @EnumSource
    void issuesForEachKindOfKeyWithEachKindOfKey(KeyAlgorithm algorithm)
            throws GeneralSecurityException {
        make(algorithm);

        var chain = issued(request(algorithm, Duration.ofDays(30))).chain();

        assertThat(chain).hasSize(2);
        var leaf = chain.getFirst();
        leaf.verify(chain.get(1).getPublicKey());
        chain.get(1).verify(issuing.root().getPublicKey());
        assertThat(KeyAlgorithm.of(leaf.getPublicKey())).hasValue(algorithm);
        assertThat(leaf.getSubjectAlternativeNames())
                .containsExactly(List.of(2, NAME), List.of(7, "192.0.2.7"));
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void opensslFindsTheChainGood() throws IOException {
        var chain = issued(request(KeyAlgorithm.RSA_2048, Duration.ofDays(30))).chain();

        var said =
                openssl(
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "sslserver",
                        "-verify_hostname",
                        NAME,
                        "-CAfile",
                        pem("root", issuing.root()),
                        "-untrusted",
                        pem("ca", chain.get(1)),
                        pem("leaf", chain.get(0)));

        assertThat(said).endsWith("leaf.pem: OK\n");
    }

    @Test
    void opensslSeesARevocationInTheListAndByOcsp() throws Exception {
        var good = issued(request(KeyAlgorithm.ECDSA_P256, Duration.ofDays(30))).chain().getFirst();
        var bad = issued(request(KeyAlgorithm.ECDSA_P256, Duration.ofDays(30))).chain().getFirst();
        assertThat(verifiedWithList("before", bad)).contains(": OK");

        ((Revoking) ca).revoke(bad, RevocationReason.KEY_COMPROMISE);
        ((Revoking) ca).revoke(bad, RevocationReason.SUPERSEDED);

        assertThat(verifiedWithList("after", good)).contains(": OK");
        assertThat(verifiedWithList("after", bad)).contains("certificate revoked");
        assertThat(
                        openssl(
                                "crl",
                                "-inform",
                                "DER",
                                "-noout",
                                "-text",
                                "-in",
                                crl("text").toString()))
                .contains("CRL Number", "Key Compromise");
        assertThat(asked(good)).contains("Response verify OK", "leaf.pem: good");
        assertThat(asked(bad)).contains("leaf.pem: revoked", "Reason: keyCompromise");
        assertThat(askedInTheAddress(good)).contains("leaf.pem: good");
        assertThat(askedInTheAddress(bad)).contains("leaf.pem: revoked");
    }

    /** As when its transaction began before the list was made, and was committed afterwards. */
    @Test
    void listsARevocationThatIsOlderThanTheListAndWasWrittenLater() throws IOException {
        var bad = issued(request(KeyAlgorithm.ECDSA_P256, Duration.ofDays(30))).chain().getFirst();
        var before = Instant.now();
        assertThat(verifiedWithList("before", bad)).contains(": OK");

        certificates.revoke(
                issuing.id(),
                IssuedCertificates.serial(bad),
                RevocationReason.KEY_COMPROMISE,
                before);

        assertThat(verifiedWithList("after", bad)).contains("certificate revoked");
        assertThat(lists.current(issuing.id())).isEqualTo(lists.current(issuing.id()));
    }

    @Test
    void readsNoOcspRequestThatIsTooLarge() throws Exception {
        var largest = new byte[PublicPki.LARGEST_REQUEST];
        var larger = new byte[PublicPki.LARGEST_REQUEST + 1];

        assertThat(posted(BodyPublishers.ofByteArray(largest))).isEqualTo(200);
        assertThat(posted(BodyPublishers.ofByteArray(larger))).isEqualTo(413);
        assertThat(posted(chunked(largest))).isEqualTo(200);
        assertThat(posted(chunked(larger))).isEqualTo(413);
    }

    @Test
    void stopsReadingAnOcspRequestThatDoesNotEnd() throws IOException {
        assertThat(pki.ocsp(issuing.id(), new Endless()).getStatusCode().value()).isEqualTo(413);
    }

    @Test
    void answersByOcspForSoManyCertificatesAndNoMore() throws Exception {
        var most = new OCSPResp(ocsp.answer(issuing.id(), asking(OcspResponder.MOST)));
        var more = new OCSPResp(ocsp.answer(issuing.id(), asking(OcspResponder.MOST + 1)));

        assertThat(most.getStatus()).isEqualTo(OCSPRespBuilder.SUCCESSFUL);
        assertThat(more.getStatus()).isEqualTo(OCSPRespBuilder.MALFORMED_REQUEST);
    }

    @Test
    void doesNotKnowByOcspWhatItNeverIssued() throws IOException {
        var mine = issuing;
        makeCa();
        var foreign =
                issued(request(KeyAlgorithm.ECDSA_P256, Duration.ofDays(30))).chain().getFirst();

        assertThat(mine.id()).isNotEqualTo(issuing.id());
        issuing = mine;
        assertThat(asked(foreign)).contains("leaf.pem: unknown");
    }

    @Test
    void issuesOnceForOneAttempt() {
        var request = request(KeyAlgorithm.ECDSA_P256, Duration.ofDays(30));

        var first = issued(request);
        var second = issued(request);

        assertThat(second).isEqualTo(first);
        assertThat(((Adopting) ca).find(request)).hasValue(first);
        assertThat(ca.check(first.orderId())).isEqualTo(first);
    }

    @Test
    void keepsToTheValidityOfTheProfile() {
        var leaf =
                issued(request(KeyAlgorithm.ECDSA_P256, Duration.ofDays(400))).chain().getFirst();

        assertThat(
                        Duration.between(
                                leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                .isEqualTo(Duration.ofDays(90).plusMinutes(5));
    }

    @Test
    void refusesARequestItsKeyDidNotSign() {
        var request = request(KeyAlgorithm.ECDSA_P256, Duration.ofDays(30));
        request.csr()[request.csr().length - 1] ^= 1;

        assertThat(ca.order(request))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.reason()).contains("not signed"));
    }

    private Issued issued(CertificateRequest request) {
        return (Issued) ca.order(request);
    }

    private static CertificateRequest request(KeyAlgorithm algorithm, Duration validity) {
        var names = List.of(NAME, "192.0.2.7");
        var csr = SigningRequest.create(algorithm.generate(), NAME, "Example", names);
        return new CertificateRequest(UUID.randomUUID(), csr, NAME, names, validity);
    }

    private String verifiedWithList(String name, X509Certificate leaf) throws IOException {
        var list = folder.resolve(name + ".crl.pem");
        openssl("crl", "-inform", "DER", "-in", crl(name).toString(), "-out", list.toString());
        return Processes.run(
                Set.of(0, 2),
                "",
                Peers.need("openssl").toString(),
                "verify",
                "-crl_check",
                "-CRLfile",
                list.toString(),
                "-CAfile",
                pem("root", issuing.root()),
                "-untrusted",
                pem("ca", issuing.certificate()),
                pem("leaf", leaf));
    }

    private Path crl(String name) throws IOException {
        return Files.write(folder.resolve(name + ".crl"), lists.current(issuing.id()));
    }

    private String askedInTheAddress(X509Certificate leaf) throws Exception {
        var request = folder.resolve("ocsp.req");
        openssl(
                "ocsp",
                "-reqout",
                request.toString(),
                "-no_nonce",
                "-issuer",
                pem("ca", issuing.certificate()),
                "-cert",
                pem("leaf", leaf));
        var encoded =
                URLEncoder.encode(
                        Base64.getEncoder().encodeToString(Files.readAllBytes(request)), US_ASCII);
        var address =
                URI.create(
                        "http://localhost:%d/pki/%d/ocsp/%s"
                                .formatted(port, issuing.id(), encoded));
        var answer = folder.resolve("ocsp.resp");
        try (var client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofFile(answer));
        }
        return openssl(
                "ocsp",
                "-respin",
                answer.toString(),
                "-issuer",
                pem("ca", issuing.certificate()),
                "-cert",
                pem("leaf", leaf),
                "-CAfile",
                pem("root", issuing.root()));
    }

    private int posted(BodyPublisher body) throws Exception {
        var address = URI.create("http://localhost:%d/pki/%d/ocsp".formatted(port, issuing.id()));
        var request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/ocsp-request")
                        .POST(body)
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }

    private byte[] asking(int certificates) throws Exception {
        var digest = new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1);
        var issuer = new X509CertificateHolder(issuing.certificate().getEncoded());
        var request = new OCSPReqBuilder();
        for (var serial = 1; serial <= certificates; serial++)
            request.addRequest(new CertificateID(digest, issuer, BigInteger.valueOf(serial)));
        return request.build().getEncoded();
    }

    private String asked(X509Certificate leaf) throws IOException {
        // what it calls unknown, openssl does not find trustworthy either
        return Processes.run(
                Set.of(0, 1),
                "",
                Peers.need("openssl").toString(),
                "ocsp",
                "-url",
                "http://localhost:%d/pki/%d/ocsp".formatted(port, issuing.id()),
                "-issuer",
                pem("ca", issuing.certificate()),
                "-cert",
                pem("leaf", leaf),
                "-CAfile",
                pem("root", issuing.root()));
    }

    private String pem(String name, X509Certificate certificate) throws IOException {
        var file = folder.resolve(name + ".pem");
        try {
            Files.writeString(
                    file,
                    "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                            .formatted(
                                    Base64.getMimeEncoder()
                                            .encodeToString(certificate.getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return file.toString();
    }

    private static String openssl(String... arguments) {
        var all = new ArrayList<>(List.of(Peers.need("openssl").toString()));
        all.addAll(List.of(arguments));
        return Processes.run(all.toArray(String[]::new));
    }
}
