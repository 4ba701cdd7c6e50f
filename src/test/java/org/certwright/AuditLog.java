package org.certwright;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the product refuses and a test needs; only a superuser of the database may. */
public final class AuditLog {

    private AuditLog() {}

    /** Begins a new one. */
    public static void empty(JdbcClient database, TransactionTemplate transaction) {
        tamper(database, transaction, "truncate audit_entry");
    }

    /** As somebody would who owns the database. */
    public static void tamper(JdbcClient database, TransactionTemplate transaction, String sql) {
        transaction.executeWithoutResult(_ -> {
            database.sql("set local session_replication_role = replica").update();
            database.sql(sql).update();
        });
    }
}
