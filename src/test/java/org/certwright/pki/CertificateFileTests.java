package org.certwright.pki;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFileTests {

    @TempDir static Path folder;

    private static OpensslFiles files;

    @BeforeAll
    static void make() {
        files = new OpensslFiles(folder);
    }

    @Test
    void readsPemWithCertificatesAndKeyInAnyOrder() throws Exception {
        holds(read(files.joined("leaf.key", "ca.crt", "leaf.crt", "root.crt"), null), 3, 1);
    }

    @Test
    void readsDer() throws Exception {
        holds(read(files.der(), null), 1, 0);
    }

    @Test
    void readsBase64WithoutItsLines() throws Exception {
        var text = Base64.getMimeEncoder().encodeToString(files.der());
        holds(read(text.getBytes(UTF_8), null), 1, 0);
    }

    @Test
    void readsPkcs7AsPemAndDer() throws Exception {
        holds(read(files.pkcs7("PEM"), null), 2, 0);
        holds(read(files.pkcs7("DER"), null), 2, 0);
    }

    @Test
    void readsPkcs12AndJks() throws Exception {
        holds(read(files.pkcs12(), OpensslFiles.PASSWORD), 2, 1);
        holds(read(files.jks(), OpensslFiles.PASSWORD), 2, 1);
    }

    @Test
    void readsEncryptedKeysOfBothKinds() throws Exception {
        assertThat(read(files.encryptedKey(), OpensslFiles.PASSWORD).keys()).hasSize(1);
        assertThat(read(files.legacyEncryptedKey(), OpensslFiles.PASSWORD).keys()).hasSize(1);
    }

    @Test
    void saysThatAPasswordIsMissingOrWrong() {
        for (var store : List.of(files.pkcs12(), files.jks())) {
            refuses(store, null, "needs its password");
            refuses(store, "wrong-one", "password is wrong");
        }
        for (var key : List.of(files.encryptedKey(), files.legacyEncryptedKey())) {
            refuses(key, null, "enter its password");
            refuses(key, "wrong-one", "password is wrong");
        }
    }

    @Test
    void saysWhatItCannotRead() {
        refuses(new byte[0], null, "empty");
        refuses("hello".getBytes(UTF_8), null, "no certificate that can be read");
        refuses(new byte[] {0x30, (byte) 0x82, 1, 2, 0x30}, null, "no certificate");
        refuses(new byte[] {0x30}, null, "no certificate");
        refuses(
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".getBytes(UTF_8),
                null,
                "damaged");
    }

    @Test
    void findsTheChainOfEachLeafAndTheKeyThatBelongsToIt() throws Exception {
        var all = read(files.joined("root.crt", "ca.crt", "leaf.key", "leaf.crt"), null);
        var chains = Chains.of(all.certificates());
        assertThat(chains).hasSize(1);
        var chain = chains.getFirst();
        assertThat(chain).as("without the root").hasSize(2);
        assertThat(chain.getFirst().getSubjectX500Principal().getName())
                .isEqualTo("CN=www.example.com");
        var key = all.keys().getFirst();
        assertThat(KeyPairs.match(chain.getFirst().getPublicKey(), key)).isTrue();
        assertThat(KeyPairs.match(chain.getLast().getPublicKey(), key)).isFalse();
    }

    @Test
    void writesPkcs12ThatOpensslReads() throws Exception {
        var all = read(files.pkcs12(), OpensslFiles.PASSWORD);
        var material = new KeyMaterial(all.keys().getFirst(), all.certificates());
        var out = folder.resolve("written.p12");
        Files.write(out, Pkcs12.write(material, "www", Secret.of("other-pass")));
        files.openssl("pkcs12", "-in", out.toString(), "-passin", "pass:other-pass", "-noout");
        holds(read(Files.readAllBytes(out), "other-pass"), 2, 1);
    }

    private static void holds(CertificateFile file, int certificates, int keys) {
        assertThat(file.certificates()).hasSize(certificates);
        assertThat(file.keys()).hasSize(keys);
    }

    private static CertificateFile read(byte[] content, @Nullable String password)
            throws UnreadableFileException {
        return CertificateFile.read(content, password == null ? null : Secret.of(password));
    }

    private static void refuses(byte[] content, @Nullable String password, String words) {
        assertThatThrownBy(() -> read(content, password))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining(words);
    }
}
