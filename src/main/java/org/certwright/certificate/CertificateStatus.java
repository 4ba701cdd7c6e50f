package org.certwright.certificate;

import static java.util.Collections.unmodifiableSet;

import java.util.EnumSet;
import java.util.Set;
import org.certwright.web.Badge;

/** Where a certificate stands. {@code Ignored} is a flag beside it, not a status. */
public enum CertificateStatus {
    /** Known, and nothing done with it yet. */
    DISCOVERED(Badge.idle("radar-2", "Discovered")),
    /** An order or renewal has begun: key and CSR exist. */
    INITIATED(Badge.run("key", "Initiated")),
    /** At the CA. */
    ORDER_PENDING(Badge.run("hourglass", "Order Pending")),
    /** A valid certificate is in hand. */
    ISSUED(Badge.run("certificate", "Issued")),
    /** Proved on every target. */
    DEPLOYED(Badge.ok("circle-check", "Deployed")),
    /** A target failed and could not be proved restored, or no attempt could start. */
    DEPLOYMENT_FAILED(Badge.bad("alert-triangle", "Deployment Failed")),
    /** A target failed, and the former certificate is proved back in place. */
    ROLLED_BACK(Badge.warn("arrow-back-up", "Rolled Back")),
    /** The CA refused. */
    ORDER_FAILED(Badge.bad("circle-x", "Order Failed"));

    private final Badge badge;

    CertificateStatus(Badge badge) {
        this.badge = badge;
    }

    public Badge badge() {
        return badge;
    }

    public String label() {
        return badge.word();
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
