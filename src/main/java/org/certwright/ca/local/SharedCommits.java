package org.certwright.ca.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One statement for many rows: what several threads write at the same moment is committed together.
 * Whoever waits behind a commit finds its row written by the next one; with nobody else there, each
 * row has its own. A row is told written only once it is durable.
 */
final class SharedCommits {

    private static final Logger log = LoggerFactory.getLogger(SharedCommits.class);
    private static final int MOST = 200;

    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private final String statement;
    private final ReentrantLock writing = new ReentrantLock();
    private final ConcurrentLinkedQueue<Row> waiting = new ConcurrentLinkedQueue<>();

    SharedCommits(JdbcTemplate database, TransactionTemplate transaction, String statement) {
        this.database = database;
        this.transaction = transaction;
        this.statement = statement;
    }

    /**
     * Alone where a transaction runs already, which the row is then a part of.
     *
     * @return how many rows the statement changed
     */
    int write(@Nullable Object... values) {
        if (TransactionSynchronizationManager.isActualTransactionActive())
            return database.update(statement, values);
        var row = new Row(values);
        waiting.add(row);
        writing.lock();
        try {
            while (!row.settled()) writeAll(next());
        } finally {
            writing.unlock();
        }
        var changed = row.changed;
        return changed == null ? database.update(statement, values) : changed;
    }

    private List<Row> next() {
        var rows = new ArrayList<Row>();
        while (rows.size() < MOST && waiting.poll() instanceof Row row) rows.add(row);
        return rows;
    }

    /** Where that fails, one row may be to blame, or the database: each is written by itself. */
    private void writeAll(List<Row> rows) {
        try {
            var values = rows.stream().map(it -> it.values).toList();
            var counts = transaction.execute(_ -> database.batchUpdate(statement, values));
            for (var i = 0; i < rows.size(); i++)
                rows.get(i).changed = Objects.requireNonNull(counts)[i];
        } catch (DataAccessException | TransactionException e) {
            log.debug("{} rows were not written together", rows.size(), e);
        } finally {
            rows.forEach(it -> it.alone = it.changed == null);
        }
    }

    private static final class Row {

        private final @Nullable Object[] values;
        private @Nullable Integer changed;
        private boolean alone;

        Row(@Nullable Object[] values) {
            this.values = values;
        }

        boolean settled() {
            return changed != null || alone;
        }
    }
}
