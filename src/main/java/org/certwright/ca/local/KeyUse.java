package org.certwright.ca.local;

import org.bouncycastle.asn1.x509.KeyUsage;

/** RFC 5280, section 4.2.1.3; those that make sense for certificates that are no CA. */
enum KeyUse {
    DIGITAL_SIGNATURE(KeyUsage.digitalSignature, "Digital signature"),
    NON_REPUDIATION(KeyUsage.nonRepudiation, "Non-repudiation"),
    KEY_ENCIPHERMENT(KeyUsage.keyEncipherment, "Key encipherment (RSA)"),
    KEY_AGREEMENT(KeyUsage.keyAgreement, "Key agreement (ECDSA)");

    private final int bit;
    private final String label;

    KeyUse(int bit, String label) {
        this.bit = bit;
        this.label = label;
    }

    int bit() {
        return bit;
    }

    String label() {
        return label;
    }

    /** A key that only signs can neither encipher nor agree on keys. */
    boolean fits(String keyAlgorithm) {
        return switch (this) {
            case DIGITAL_SIGNATURE, NON_REPUDIATION -> true;
            case KEY_ENCIPHERMENT -> keyAlgorithm.startsWith("RSA");
            case KEY_AGREEMENT -> keyAlgorithm.startsWith("EC");
        };
    }
}
