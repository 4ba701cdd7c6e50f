package org.certwright.provisioning;

import java.time.Duration;
import java.time.Instant;
import org.certwright.web.Badge;
import org.jspecify.annotations.Nullable;

/**
 * A line of a list of deployments.
 *
 * @param serverId null once the server was deleted
 * @param cause why the last attempt failed
 */
record DeploymentRow(
        long id,
        long certificateId,
        String certificate,
        int version,
        @Nullable Long serverId,
        String server,
        String virtualHost,
        int wave,
        String reason,
        DeploymentState state,
        Instant createdAt,
        String createdBy,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant nextAttemptAt,
        @Nullable String cause) {

    public Badge badge() {
        return state.badge();
    }

    public @Nullable Duration duration() {
        return startedAt == null || endedAt == null ? null : Duration.between(startedAt, endedAt);
    }

    /** Queued for later because an attempt failed. */
    public boolean waitsToRetry() {
        return cause != null && state == DeploymentState.QUEUED;
    }
}
