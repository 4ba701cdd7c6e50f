package org.certwright.certificate;

import java.util.List;
import org.certwright.web.Choice;

/** The kinds of keys that can be chosen, by the names they are stored under. */
final class KeyChoices {

    static final List<Choice> ALL =
            List.of(
                    new Choice("ECDSA_P256", "ECDSA P-256"),
                    new Choice("ECDSA_P384", "ECDSA P-384"),
                    new Choice("RSA_2048", "RSA 2048"),
                    new Choice("RSA_3072", "RSA 3072"),
                    new Choice("RSA_4096", "RSA 4096"),
                    new Choice("ED25519", "Ed25519"),
                    new Choice("ML_DSA_44", "ML-DSA-44"),
                    new Choice("ML_DSA_65", "ML-DSA-65"),
                    new Choice("ML_DSA_87", "ML-DSA-87"));

    private KeyChoices() {}

    static boolean known(String key) {
        return ALL.stream().anyMatch(it -> it.value().equals(key));
    }

    /** The choice for a key as a version names it; ECDSA P-256 where it is none of them. */
    static String of(String label) {
        return ALL.stream()
                .filter(it -> it.label().equals(label))
                .findFirst()
                .map(Choice::value)
                .orElse("ECDSA_P256");
    }

    static String label(String key) {
        return ALL.stream()
                .filter(it -> it.value().equals(key))
                .findFirst()
                .map(Choice::label)
                .orElse(key);
    }
}
