package org.certwright.ca.local;

import org.bouncycastle.asn1.x509.KeyPurposeId;

/** RFC 5280, section 4.2.1.12. */
enum Purpose {
    SERVER(KeyPurposeId.id_kp_serverAuth, "TLS server"),
    CLIENT(KeyPurposeId.id_kp_clientAuth, "TLS client"),
    EMAIL(KeyPurposeId.id_kp_emailProtection, "E-mail protection");

    private final KeyPurposeId id;
    private final String label;

    Purpose(KeyPurposeId id, String label) {
        this.id = id;
        this.label = label;
    }

    KeyPurposeId id() {
        return id;
    }

    String label() {
        return label;
    }
}
