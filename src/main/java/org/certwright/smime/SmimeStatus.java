package org.certwright.smime;

import org.certwright.web.Badge;

/** How far a user's certificate has come, as lists show it. */
enum SmimeStatus {
    /** Known, and nothing requested. */
    AWAITING_ORDER(Badge.idle("clock", "Awaiting Order")),
    /** Ordered; the CA waits for the signing request with the user's public key. */
    CSR_PENDING(Badge.warn("file-pencil", "CSR Pending")),
    /** Issued, and to be handed over. */
    CERTIFICATE_ISSUED(Badge.run("certificate", "Certificate Issued")),
    /** In use, as some evidence shows. */
    CERTIFICATE_INSTALLED(Badge.ok("circle-check", "Certificate Installed")),
    /** Left out; a flag beside the status, which comes back when it is taken away. */
    IGNORED(Badge.mute("eye-off", "Ignored"));

    private final Badge badge;

    SmimeStatus(Badge badge) {
        this.badge = badge;
    }

    Badge badge() {
        return badge;
    }
}
