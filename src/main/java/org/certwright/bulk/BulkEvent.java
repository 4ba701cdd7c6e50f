package org.certwright.bulk;

import org.certwright.audit.Audited;
import org.jspecify.annotations.Nullable;

/**
 * An action on many rows began, was cancelled by a person, or was stopped by itself; what it does
 * to each is on record there.
 *
 * @param text the action, how many rows, and its batch
 * @param details why it was stopped when nobody cancelled it
 */
record BulkEvent(long runId, String action, String text, @Nullable String details)
        implements Audited {

    static BulkEvent of(BulkRun run, String action) {
        return new BulkEvent(
                run.id(),
                action,
                "%s, %d of list %s, batch %s"
                        .formatted(run.label(), run.total(), run.list(), run.batch()),
                run.reason());
    }

    @Override
    public String subjectType() {
        return "Bulk action";
    }

    @Override
    public String subjectId() {
        return String.valueOf(runId);
    }
}
