package org.certwright.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.certwright.DatabaseTest;
import org.certwright.TestCa;
import org.certwright.agent.job.Content.Part;
import org.certwright.agent.target.Artifacts;
import org.certwright.audit.AuditTrail;
import org.certwright.pki.CertificateFile;
import org.certwright.pki.KeyMaterial;
import org.certwright.pki.KeyPairs;
import org.certwright.pki.Pkcs12;
import org.certwright.pki.Secret;
import org.certwright.secret.Vault;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DatabaseTest
class FilePagesTests {

    private static final TestCa CA = new TestCa();
    private static final String PASSWORD = "correct horse";

    @Autowired private MockMvcTester mvc;
    @Autowired private CertificateVersions versions;
    @Autowired private AuditTrail audit;
    @Autowired private Vault vault;

    @Test
    void takesCertificateAndKeyFromTwoFilesAndHandsThemOutEncrypted() throws Exception {
        var material = fresh();

        assertThat(
                        upload(
                                "",
                                Artifacts.encode(Part.KEY, material),
                                Artifacts.encode(Part.FULL_CHAIN, material)))
                .hasStatus3xxRedirection();

        var version = version(material);
        assertThat(version.keySecret()).isNotNull();
        var url = "/provisioning/certificates/%d/download".formatted(version.certificate().id());
        assertThat(get(url)).hasStatusOk().bodyText().contains("Download PKCS#12");
        assertThat(CertificateFile.read(bytes(get(url + "/1-chain.pem")), null).certificates())
                .isEqualTo(material.chain());
        assertThat(CertificateFile.read(bytes(get(url + "/1.der")), null).certificates())
                .containsExactly(material.leaf());

        var store = post(url + "/1.p12", PASSWORD, PASSWORD);
        var read = CertificateFile.read(bytes(store), Secret.of(PASSWORD));
        assertThat(read.keys())
                .singleElement()
                .satisfies(it ->
                        assertThat(KeyPairs.match(material.leaf().getPublicKey(), it)).isTrue());
        assertThat(audit.of("Certificate", version.certificate().id()))
                .anySatisfy(it -> assertThat(it.getText()).contains("private key, as PKCS#12"));
    }

    @Test
    void refusesAWeakOrMistypedPassword() throws Exception {
        var material = fresh();
        upload(PASSWORD, Pkcs12.write(material, "it", Secret.of(PASSWORD)));
        var url =
                "/provisioning/certificates/%d/download/1.p12"
                        .formatted(version(material).certificate().id());

        assertThat(post(url, "short", "short")).bodyText().contains("At least 8 characters.");
        assertThat(post(url, PASSWORD, "other")).bodyText().contains("The two passwords differ.");
    }

    @Test
    void handsPrivateKeysToAdministratorsAlone() throws Exception {
        var material = fresh();
        upload("", Artifacts.encode(Part.KEY_AND_FULL_CHAIN, material));
        var id = version(material).certificate().id();

        assertThat(
                        mvc.post()
                                .uri("/provisioning/certificates/%d/download/1.p12".formatted(id))
                                .with(user("maria").roles("OPERATOR"))
                                .with(csrf())
                                .param("password", PASSWORD)
                                .param("again", PASSWORD))
                .hasStatus(403);
    }

    @Test
    void addsTheKeyToAVersionThatIsKnown() {
        var material = fresh();
        upload("", Artifacts.encode(Part.FULL_CHAIN, material));
        assertThat(version(material).keySecret()).isNull();

        upload("", Artifacts.encode(Part.KEY_AND_FULL_CHAIN, material));

        assertThat(version(material).keySecret()).isNotNull();
        assertThat(version(material).number()).isEqualTo(1);
    }

    @Test
    void forgetsTheKeyWithTheCertificate() {
        var material = fresh();
        upload("", Artifacts.encode(Part.KEY_AND_FULL_CHAIN, material));
        var version = version(material);
        var secret = Objects.requireNonNull(version.keySecret());
        assertThat(vault.reveal(secret).isEmpty()).isFalse();

        assertThat(
                        mvc.post()
                                .uri(
                                        "/provisioning/certificates/%d/delete"
                                                .formatted(version.certificate().id()))
                                .with(user("maria").roles("OPERATOR"))
                                .with(csrf()))
                .hasStatus3xxRedirection();

        assertThat(versions.known(List.of(Artifacts.hash(material.leaf())))).isEmpty();
        assertThatThrownBy(() -> vault.reveal(secret)).hasMessageContaining("There is no secret");
    }

    @Test
    void addsAnotherLeafOfTheSameNamesAsANewVersion() {
        var name = UUID.randomUUID() + ".example.com";
        var first = CA.leaf(name);
        var second = CA.leaf(name);
        upload("", Artifacts.encode(Part.FULL_CHAIN, first));
        upload("", Artifacts.encode(Part.FULL_CHAIN, second));

        assertThat(version(second).certificate().id()).isEqualTo(version(first).certificate().id());
        assertThat(version(second).number()).isEqualTo(2);
    }

    @Test
    void saysBesideTheFieldWhatIsWrong() {
        assertThat(upload("")).bodyText().contains("Choose a file.");
        assertThat(upload("", "nonsense".getBytes(US_ASCII)))
                .bodyText()
                .contains("file-0: The file holds no certificate");
        assertThat(upload("wrong", Pkcs12.write(fresh(), "it", Secret.of(PASSWORD))))
                .bodyText()
                .contains("password is wrong");
        assertThat(upload("", Artifacts.encode(Part.INTERMEDIATES, fresh())))
                .bodyText()
                .contains("only certificates of CAs");
        assertThat(
                        upload(
                                "",
                                Artifacts.encode(Part.FULL_CHAIN, fresh()),
                                Artifacts.encode(Part.KEY, fresh())))
                .bodyText()
                .contains("a private key that fits none of the certificates. Nothing was added.");
    }

    @Test
    void keepsTheKeyFromAnAuditor() {
        assertThat(
                        mvc.post()
                                .uri("/provisioning/certificates/1/download/1.p12")
                                .with(user("anna").roles("AUDITOR"))
                                .with(csrf()))
                .hasStatus(403);
        assertThat(
                        mvc.get()
                                .uri("/provisioning/certificates/upload")
                                .with(user("anna").roles("AUDITOR")))
                .hasStatus(403);
    }

    private static KeyMaterial fresh() {
        return CA.leaf(UUID.randomUUID() + ".example.com");
    }

    private CertificateVersion version(KeyMaterial material) {
        return versions.known(List.of(Artifacts.hash(material.leaf()))).getFirst();
    }

    private MvcTestResult upload(String password, byte[]... files) {
        var request =
                mvc.post()
                        .uri("/provisioning/certificates/upload")
                        .multipart()
                        .with(user("maria").roles("OPERATOR"))
                        .with(csrf())
                        .param("password", password);
        for (var i = 0; i < files.length; i++)
            request.file(new MockMultipartFile("files", "file-" + i, null, files[i]));
        return request.exchange();
    }

    private MvcTestResult get(String url) {
        return mvc.get().uri(url).with(user("anna").roles("ADMINISTRATOR")).exchange();
    }

    private MvcTestResult post(String url, String password, String again) {
        return mvc.post()
                .uri(url)
                .with(user("maria").roles("ADMINISTRATOR"))
                .with(csrf())
                .param("password", password)
                .param("again", again)
                .exchange();
    }

    private static byte[] bytes(MvcTestResult result) {
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsByteArray();
    }
}
