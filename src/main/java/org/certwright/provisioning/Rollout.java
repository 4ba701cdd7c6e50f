package org.certwright.provisioning;

import java.util.UUID;

/**
 * A version on its way to all targets of its certificate.
 *
 * @param reason as pages show it: "Renewal", "Roll back to version 3"
 * @param by who wanted it
 * @param dryRun the plans are made, and nothing is touched
 * @param inWindow waits for the maintenance window; what a person starts does not
 * @param needsApproval each plan waits for a person
 */
record Rollout(
        UUID id,
        String reason,
        String by,
        boolean dryRun,
        boolean inWindow,
        boolean needsApproval) {

    static Rollout byItself(String reason, String by, boolean automatic) {
        return new Rollout(UUID.randomUUID(), reason, by, false, true, !automatic);
    }

    static Rollout now(String reason, String by) {
        return new Rollout(UUID.randomUUID(), reason, by, false, false, false);
    }

    static Rollout dryRun(String by) {
        return new Rollout(UUID.randomUUID(), "Dry run", by, true, false, false);
    }
}
