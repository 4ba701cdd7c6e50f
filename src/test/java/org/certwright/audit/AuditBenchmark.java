package org.certwright.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.certwright.AuditLog;
import org.certwright.shell.ShellTest;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What an entry costs the transaction it belongs to, and how long it takes to read a long log. */
@ShellTest
class AuditBenchmark {

    private static final Logger log = LoggerFactory.getLogger(AuditBenchmark.class);
    private static final int THREADS = 8;
    private static final int ROUNDS = 4000;
    private static final int LONG = 100_000;

    @Autowired private ApplicationEventPublisher events;
    @Autowired private TransactionTemplate transaction;
    @Autowired private JdbcClient database;
    @Autowired private ChainCheck check;

    private final AtomicInteger number = new AtomicInteger();

    @Test
    void writesAndVerifies() throws InterruptedException, ExecutionException {
        AuditLog.empty(database, transaction);
        Callable<?> plain = () -> change(false);
        Callable<?> recorded = () -> change(true);
        perSecond(plain);
        perSecond(recorded);
        var bare = perSecond(plain);
        var with = perSecond(recorded);
        log.info(
                "{} changes/s on record, {} without, ratio {}",
                Math.round(with),
                Math.round(bare),
                "%.2f".formatted(with / bare));

        while (number.get() < LONG) {
            transaction.executeWithoutResult(_ -> {
                for (var i = 0; i < 1000; i++) {
                    happened();
                }
            });
        }
        var begin = System.nanoTime();
        var report = check.run(null);
        var took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(report.broken()).isNull();
        log.info("{} entries verified in {} ms", report.entries(), took.toMillis());
    }

    /** A row of its own, so that only the log is waited for. */
    private boolean change(boolean recorded) {
        transaction.executeWithoutResult(_ -> {
            database.sql("insert into login_attempt values (?, 'bench', 0, now())")
                    .param("bench" + number.incrementAndGet())
                    .update();
            if (recorded) {
                happened();
            }
        });
        return true;
    }

    private void happened() {
        number.incrementAndGet();
        events.publishEvent(
                new Happened(List.of(new Change("path", "/etc/nginx", "/usr/local/nginx"))));
    }

    private static double perSecond(Callable<?> work)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var begin = System.nanoTime();
            for (var it : threads.invokeAll(Collections.nCopies(ROUNDS, work))) {
                it.get();
            }
            return ROUNDS * 1e9 / (System.nanoTime() - begin);
        }
    }

    private record Happened(List<Change> changes) implements Audited {

        @Override
        public String action() {
            return "Changed";
        }

        @Override
        public String subjectType() {
            return "Server";
        }

        @Override
        public String subjectId() {
            return "1";
        }

        @Override
        public String text() {
            return "web-01.internal";
        }
    }
}
