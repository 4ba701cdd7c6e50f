package org.certwright.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningRequestTests {

    private static final List<String> NAMES = List.of("www.example.com", "192.0.2.1", "::1");

    @ParameterizedTest
    @EnumSource
    void isMadeAndReadForEachKindOfKey(KeyAlgorithm algorithm) throws UnreadableFileException {
        var keys = algorithm.generate();

        var request =
                SigningRequest.read(SigningRequest.create(keys, "www.example.com", "Ex", NAMES));

        assertThat(request.key()).isEqualTo(keys.getPublic());
        assertThat(request.subject()).hasToString("O=Ex,CN=www.example.com");
        assertThat(KeyAlgorithm.of(request.key())).hasValue(algorithm);
    }

    @ParameterizedTest
    @EnumSource
    void keysComeBackFromTheirEncoding(KeyAlgorithm algorithm) {
        var keys = algorithm.generate();

        var key = PrivateKeys.decode(PrivateKeys.encode(keys.getPrivate()));

        assertThat(KeyPairs.match(keys.getPublic(), key)).isTrue();
    }

    @Test
    void isRefusedWhenSomebodyElseSignedIt() {
        var der =
                SigningRequest.create(
                        KeyAlgorithm.ECDSA_P256.generate(), "www.example.com", null, NAMES);
        der[der.length - 1] ^= 1;

        assertThatThrownBy(() -> SigningRequest.read(der))
                .isInstanceOf(UnreadableFileException.class);
    }
}
