package org.certwright.provisioning;

import org.certwright.web.Badge;

/** Where a deployment stands. */
enum DeploymentState {
    /** Its wave comes later: it starts when the wave before is proved. */
    WAITING(Badge.idle("clock", "Not started")),
    QUEUED(Badge.run("hourglass", "Queued")),
    /** The plan is made; a person may approve it. */
    PLANNED(Badge.warn("list-check", "Plan ready")),
    RUNNING(Badge.run("loader-2", "Running")),
    DEPLOYED(Badge.ok("circle-check", "Deployed")),
    /** Failed before anything was touched. */
    REFUSED(Badge.bad("alert-triangle", "Deployment Failed")),
    /** Failed, and the former certificate is proved back in place. */
    ROLLED_BACK(Badge.warn("arrow-back-up", "Rolled Back")),
    /** Failed, and the former state is not proved yet: the rollback is tried again. */
    UNRESTORED(Badge.bad("alert-triangle", "Not restored yet")),
    CANCELLED(Badge.mute("circle-off", "Cancelled"));

    private final Badge badge;

    DeploymentState(Badge badge) {
        this.badge = badge;
    }

    public Badge badge() {
        return badge;
    }

    /** Something will still happen, by itself or once a person approves. */
    boolean active() {
        return this == QUEUED || this == PLANNED || this == RUNNING || this == UNRESTORED;
    }

    /** A bot may be at work on the server. */
    boolean atWork() {
        return this == RUNNING || this == UNRESTORED;
    }

    boolean failed() {
        return this == REFUSED || this == ROLLED_BACK || this == UNRESTORED;
    }
}
