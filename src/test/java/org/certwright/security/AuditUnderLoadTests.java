package org.certwright.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.certwright.AuditLog;
import org.certwright.audit.AuditEntry;
import org.certwright.audit.AuditTrail;
import org.certwright.shell.ShellTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Many change the same rows and the log at the same moment. */
@ShellTest
class AuditUnderLoadTests {

    @Autowired private Users users;
    @Autowired private ApplicationEventPublisher events;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient database;
    @Autowired private AuditTrail trail;

    private User maria;

    @BeforeEach
    void oneUser() {
        for (var table : List.of("one_time_link", "api_token", "app_user")) {
            database.sql("delete from " + table).update();
        }
        AuditLog.empty(database, transactions);
        maria =
                users.save(
                        new User(
                                "maria",
                                "Maria",
                                Role.ADMINISTRATOR,
                                "UTC",
                                Instant.parse("2026-11-23T12:00:00Z")));
    }

    /** Were the log locked before a row is, two of these would wait for each other. */
    @Test
    void nobodyWaitsForEverAndTheChainIsWhole()
            throws InterruptedException, ExecutionException, TimeoutException {
        var all = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 24; i++) {
                var number = i;
                all.add(
                        threads.submit(
                                () -> transactions.executeWithoutResult(it -> change(number, it))));
            }
            for (var it : all) {
                it.get(60, TimeUnit.SECONDS);
            }
        }

        assertThat(trail.of("User", "maria"))
                .extracting(AuditEntry::getAction)
                .hasSize(20)
                .noneMatch(it -> it.startsWith("Undone"));
        assertThat(
                        database.sql(
                                        """
                                        select count(*) from (
                                            select id, previous_hash, lag(hash, 1, repeat('0', 64))
                                                over (order by id) as before from audit_entry) it
                                        where previous_hash = before
                                        """)
                                .query(Integer.class)
                                .single())
                .isEqualTo(20);
        assertThat(
                        database.sql("select count(*), max(id) from audit_entry")
                                .query((it, _) -> List.of(it.getLong(1), it.getLong(2)))
                                .single())
                .containsExactly(20L, 20L);
    }

    /** Some publish before they lock the row, some after; each writes it only at the commit. */
    private void change(int number, TransactionStatus transaction) {
        if (number % 2 == 0) {
            events.publishEvent(UserEvent.of(action(number), maria));
        }
        users.administratorsForUpdate().getFirst().describe("Maria " + number, "UTC");
        if (number % 2 == 1) {
            events.publishEvent(UserEvent.of(action(number), maria));
        }
        if (number >= 20) {
            transaction.setRollbackOnly();
        }
    }

    private static String action(int number) {
        return (number >= 20 ? "Undone " : "Changed ") + number;
    }
}
