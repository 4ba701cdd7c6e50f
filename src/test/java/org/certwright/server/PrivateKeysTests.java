package org.certwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.certwright.Peers;
import org.certwright.pki.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as the program makes them that administrators use. */
class PrivateKeysTests {

    private static final Secret PASSPHRASE = Secret.of("correct horse");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"-t ed25519", "-t ecdsa", "-t rsa", "-t rsa -m PEM", "-t ecdsa -m PKCS8"})
    void readsKeysWithoutAPassphrase(String kind) throws Exception {
        assertThat(PrivateKeys.problem(key(kind, ""), null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ed25519", "-t rsa", "-t rsa -m PEM", "-t ecdsa -m PKCS8"})
    void readsEncryptedKeysAndTellsAWrongPassphrase(String kind) throws Exception {
        var key = key(kind, PASSPHRASE.reveal());

        assertThat(PrivateKeys.problem(key, PASSPHRASE)).isEmpty();
        assertThat(PrivateKeys.problem(key, Secret.of("wrong")))
                .hasValueSatisfying(it -> {
                    assertThat(it.ofPassphrase()).isTrue();
                    assertThat(it.message()).contains("does not open the private key");
                });
        assertThat(PrivateKeys.problem(key, null))
                .hasValueSatisfying(it -> assertThat(it.message()).contains("is encrypted"));
    }

    @Test
    void tellsWhatIsNoPrivateKey() throws Exception {
        var key = key("-t ed25519", "");
        var half = Secret.of(key.reveal().substring(0, key.reveal().length() / 2));
        var publicKey = Secret.of(Files.readString(folder.resolve("key.pub")));

        for (var text : List.of(half, publicKey, Secret.of("nonsense"))) {
            assertThat(PrivateKeys.problem(text, null))
                    .hasValueSatisfying(it -> {
                        assertThat(it.ofPassphrase()).isFalse();
                        assertThat(it.message()).contains("not a private key that can be read");
                    });
        }
    }

    private Secret key(String kind, String passphrase) throws IOException, InterruptedException {
        var file = folder.resolve("key");
        var command = new ArrayList<>(List.of(Peers.need("ssh-keygen").toString(), "-q"));
        command.addAll(List.of(kind.split(" ")));
        command.addAll(List.of("-N", passphrase, "-C", "test", "-f", file.toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return Secret.of(Files.readAllBytes(file));
    }
}
