package org.certwright.audit;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The log's end, to which one transaction at a time appends.
 *
 * <p>Its lock is the last one that a transaction takes: whatever is still to be written is written,
 * and what the database checks at the commit is checked, before it. So no transaction that holds it
 * waits for another one.
 */
@Repository
class AuditChain {

    private final AuditEntries entries;
    private final EntityManager persistence;
    private final JdbcClient database;

    AuditChain(AuditEntries entries, EntityManager persistence, JdbcClient database) {
        this.entries = entries;
        this.persistence = persistence;
        this.database = database;
    }

    /** Called when nothing but the commit is left to do. */
    void append(List<Noted> noted) {
        persistence.flush();
        database.sql("set constraints all immediate").update();
        database.sql("select cast(pg_advisory_xact_lock(2026112620) as text)")
                .query(String.class)
                .single();
        var head = entries.findFirstByOrderByNumberDesc().orElse(null);
        for (var it : noted) {
            head = AuditEntry.after(head, it);
            persistence.persist(head);
        }
        persistence.flush();
    }
}
