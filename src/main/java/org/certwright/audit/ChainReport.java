package org.certwright.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading the whole log.
 *
 * @param entries that are sound, from the first one on
 * @param since when the first one was written; null when there is none
 * @param head hash of the last of them
 * @param broken null when all are sound
 * @param noted number of the entry whose hash was noted; null when none has it
 */
record ChainReport(
        long entries,
        @Nullable Instant since,
        String head,
        @Nullable Break broken,
        @Nullable Long noted) {

    /**
     * The first entry that is not what was written.
     *
     * @param at as the entry says; of a missing one, as the next one says
     */
    record Break(long number, Instant at, String what) {}
}
