package org.certwright.provisioning;

import org.certwright.web.Badge;

/** Where an order stands. */
enum OrderState {
    /** Decided; key and request do not exist yet. */
    CREATED(Badge.run("key", "Initiated")),
    /**
     * The request is on its way. Until the CA's answer is stored its outcome is unknown, and is
     * looked up, never repeated blindly.
     */
    PLACING(Badge.run("send", "Being placed")),
    PENDING(Badge.run("hourglass", "Order Pending")),
    ISSUED(Badge.ok("certificate", "Issued")),
    /** The CA said no. */
    REFUSED(Badge.bad("circle-x", "Refused")),
    /** The CA could not be asked, or its answer not be used. */
    FAILED(Badge.bad("circle-x", "Failed")),
    CANCELLED(Badge.mute("circle-off", "Cancelled"));

    private final Badge badge;

    OrderState(Badge badge) {
        this.badge = badge;
    }

    public Badge badge() {
        return badge;
    }

    boolean open() {
        return this == CREATED || this == PLACING || this == PENDING;
    }
}
