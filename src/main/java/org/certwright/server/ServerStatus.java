package org.certwright.server;

import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.ConnectionReport.CheckedStep;
import org.certwright.agent.job.FailureCode;
import org.certwright.web.Badge;

/** How the last connection check of a server ended. */
public enum ServerStatus {
    /** Log-in, path and rights were sufficient. */
    ACTIVE(Badge.ok("circle-check", "Active")),
    /** It failed; the report says at which step and why. */
    UNREACHABLE(Badge.bad("plug-connected-x", "Unreachable")),
    /** Never checked as it is registered now; so also while its host key awaits confirmation. */
    UNVERIFIED(Badge.idle("help-circle", "Unverified"));

    private final Badge badge;

    ServerStatus(Badge badge) {
        this.badge = badge;
    }

    static ServerStatus after(ConnectionReport report) {
        if (report.passed()) {
            return ACTIVE;
        }
        return report.steps().stream().anyMatch(ServerStatus::waitsForConfirmation)
                ? UNVERIFIED
                : UNREACHABLE;
    }

    private static boolean waitsForConfirmation(CheckedStep step) {
        return step.failure() != null && step.failure().code() == FailureCode.HOST_KEY_UNKNOWN;
    }

    public Badge badge() {
        return badge;
    }

    public String label() {
        return badge.word();
    }
}
