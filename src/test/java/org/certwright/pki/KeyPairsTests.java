package org.certwright.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPairsTests {

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"})
    void matchesThePartsOfOnePairAndNoOthers(String algorithm) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        var one = generator.generateKeyPair();
        var other = generator.generateKeyPair();
        assertThat(KeyPairs.match(one.getPublic(), one.getPrivate())).isTrue();
        assertThat(KeyPairs.match(one.getPublic(), other.getPrivate())).isFalse();
        var rsa = KeyPairGenerator.getInstance("DSA").generateKeyPair();
        assertThat(KeyPairs.match(one.getPublic(), rsa.getPrivate())).isFalse();
    }
}
