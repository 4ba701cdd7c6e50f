package org.certwright.certificate;

import static java.util.Collections.unmodifiableSet;

import java.util.EnumSet;
import java.util.Set;

/** Where a certificate stands. {@code Ignored} is a flag beside it, not a status. */
public enum CertificateStatus {
    /** Known, and nothing done with it yet. */
    DISCOVERED("Discovered", "idle", "radar-2"),
    /** An order or renewal has begun: key and CSR exist. */
    INITIATED("Initiated", "run", "key"),
    /** At the CA. */
    ORDER_PENDING("Order Pending", "run", "hourglass"),
    /** A valid certificate is in hand. */
    ISSUED("Issued", "run", "certificate"),
    /** Proved on every target. */
    DEPLOYED("Deployed", "ok", "circle-check"),
    /** A target failed and could not be proved restored, or no attempt could start. */
    DEPLOYMENT_FAILED("Deployment Failed", "bad", "alert-triangle"),
    /** A target failed, and the former certificate is proved back in place. */
    ROLLED_BACK("Rolled Back", "warn", "arrow-back-up"),
    /** The CA refused. */
    ORDER_FAILED("Order Failed", "bad", "circle-x");

    private final String label;
    private final String tone;
    private final String icon;

    CertificateStatus(String label, String tone, String icon) {
        this.label = label;
        this.tone = tone;
        this.icon = icon;
    }

    public String label() {
        return label;
    }

    /**
     * Colour role of the badge: {@code ok}, {@code run}, {@code warn}, {@code bad}, {@code idle}.
     */
    public String tone() {
        return tone;
    }

    public String icon() {
        return icon;
    }

    /**
     * What may follow. An attempt begins from every state at rest: with an order, or, where a
     * version with its key is in hand, with a deployment, which ends as deployed, rolled back or
     * failed. A scan that finds another leaf than the known ones leads back to discovered.
     */
    public Set<CertificateStatus> next() {
        return unmodifiableSet(
                switch (this) {
                    case INITIATED -> EnumSet.of(ORDER_PENDING, ISSUED, ORDER_FAILED);
                    case ORDER_PENDING -> EnumSet.of(ISSUED, ORDER_FAILED);
                    case DISCOVERED,
                            ISSUED,
                            DEPLOYED,
                            DEPLOYMENT_FAILED,
                            ROLLED_BACK,
                            ORDER_FAILED ->
                            EnumSet.of(
                                    DISCOVERED,
                                    INITIATED,
                                    DEPLOYED,
                                    DEPLOYMENT_FAILED,
                                    ROLLED_BACK);
                });
    }

    /** An order is under way: none other may begin. */
    public boolean ordering() {
        return this == INITIATED || this == ORDER_PENDING;
    }

    /** The last attempt did not reach its goal; a cause says why. */
    public boolean failed() {
        return this == DEPLOYMENT_FAILED || this == ROLLED_BACK || this == ORDER_FAILED;
    }
}
