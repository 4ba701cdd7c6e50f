package org.certwright.bulk;

import java.time.Instant;
import org.certwright.web.Badge;
import org.jspecify.annotations.Nullable;

/**
 * One action on many rows, as it stands.
 *
 * @param label what the action is called
 * @param total how many rows
 * @param reason why it was stopped when nobody cancelled it; null otherwise
 * @param endedAt null while it runs
 */
public record BulkRun(
        long id,
        String list,
        String action,
        String label,
        String batch,
        long total,
        long done,
        long failed,
        boolean cancelled,
        @Nullable String reason,
        Instant createdAt,
        String createdBy,
        @Nullable Instant endedAt) {

    public boolean isRunning() {
        return endedAt == null;
    }

    public long settled() {
        return done + failed;
    }

    public Badge badge() {
        if (isRunning()) return Badge.run("loader-2", "Running");
        if (cancelled) return Badge.mute("circle-off", "Cancelled");
        return failed == 0
                ? Badge.ok("circle-check", "Done")
                : Badge.warn("alert-triangle", "Done in part");
    }
}
