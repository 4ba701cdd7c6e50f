package org.certwright.audit;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.certwright.audit.ChainReport.Break;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the whole log in its order and computes each hash again. Holds one entry at a time. */
@Component
class ChainCheck {

    private final AuditEntries entries;
    private final EntityManager persistence;

    ChainCheck(AuditEntries entries, EntityManager persistence) {
        this.entries = entries;
        this.persistence = persistence;
    }

    /**
     * @param noted the hash of some entry, to look for; null for none
     */
    @Transactional(readOnly = true)
    public ChainReport run(@Nullable String noted) {
        var walk = new Walk(noted);
        try (var all = entries.streamByOrderByNumber()) {
            for (var it = all.iterator(); it.hasNext() && walk.broken == null; ) {
                var entry = it.next();
                persistence.detach(entry);
                walk.on(entry);
            }
        }
        return walk.report();
    }

    private static final class Walk {

        private final @Nullable String noted;
        private @Nullable Long notedAt;
        private @Nullable Instant since;
        private @Nullable Break broken;
        private String head = AuditEntry.NOTHING;
        private long entries;

        Walk(@Nullable String noted) {
            this.noted = noted;
        }

        void on(AuditEntry entry) {
            var what = complaint(entry);
            if (what != null) {
                broken = new Break(entries + 1, entry.getAt(), what);
                return;
            }
            entries++;
            since = since == null ? entry.getAt() : since;
            head = entry.getHash();
            notedAt = head.equals(noted) ? Long.valueOf(entries) : notedAt;
        }

        private @Nullable String complaint(AuditEntry entry) {
            if (entry.getNumber() != entries + 1) {
                return "It is missing; the next one there is has number %d."
                        .formatted(entry.getNumber());
            }
            if (!entry.getPreviousHash().equals(head)) {
                return "It was written after another entry than the one that stands before it now.";
            }
            return entry.computedHash().equals(entry.getHash())
                    ? null
                    : "Its content is not what was written: its hash does not fit.";
        }

        ChainReport report() {
            return new ChainReport(entries, since, head, broken, notedAt);
        }
    }
}
