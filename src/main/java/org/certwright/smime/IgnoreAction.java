package org.certwright.smime;

import org.certwright.bulk.BulkAction;
import org.certwright.bulk.BulkRequest;

/** <em>Ignore Email</em> of many, or the way back. */
record IgnoreAction(SmimeRegistry registry, boolean ignore) implements BulkAction {

    @Override
    public String list() {
        return SmimeListing.KEY;
    }

    @Override
    public String key() {
        return ignore ? "ignore" : "stop-ignoring";
    }

    @Override
    public String label() {
        return ignore ? "Ignore Email" : "Stop ignoring";
    }

    @Override
    public String icon() {
        return ignore ? "eye-off" : "eye";
    }

    @Override
    public int order() {
        return ignore ? 10 : 20;
    }

    @Override
    public String question(String rows) {
        return ignore
                ? "Ignore %s? They are left out of provisioning until somebody takes that back. Nothing is deleted."
                        .formatted(rows)
                : "Stop ignoring %s? They go on where they were.".formatted(rows);
    }

    @Override
    public String perform(long id, BulkRequest request) {
        registry.ignore(id, ignore);
        return ignore ? "Ignored" : "No longer ignored";
    }
}
