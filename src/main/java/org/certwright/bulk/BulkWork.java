package org.certwright.bulk;

import java.util.Optional;
import org.certwright.bulk.BulkRuns.Item;
import org.certwright.security.ActingFor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works through a run. Each row is a transaction of its own in which the action and its result
 * stand together, so whoever goes on after a crash does nothing twice.
 */
@Component
class BulkWork {

    private static final Logger LOG = LoggerFactory.getLogger(BulkWork.class);
    private static final int AT_ONCE = 100;

    private final BulkRuns runs;
    private final BulkActions actions;
    private final ActingFor acting;
    private final TransactionTemplate transaction;

    BulkWork(
            BulkRuns runs, BulkActions actions, ActingFor acting, TransactionTemplate transaction) {
        this.runs = runs;
        this.actions = actions;
        this.acting = acting;
        this.transaction = transaction;
    }

    void run(long id) {
        var run = runs.find(id).orElse(null);
        if (run == null || !run.isRunning()) return;
        var request = runs.request(id);
        var action = actions.get(run.list(), run.action());
        for (var items = runs.waiting(id, AT_ONCE);
                !items.isEmpty();
                items = runs.waiting(id, AT_ONCE))
            for (var it : items)
                if (worked(id, action, it, request).orElse(null) instanceof String refusal) {
                    runs.stop(id, refusal);
                    return;
                }
        runs.end(id);
    }

    /**
     * A run may take hours, and a thief's may take seconds: for each row it is looked whether its
     * user still may.
     *
     * @return why nothing may be done any more; empty when it was done
     */
    private Optional<String> worked(long id, BulkAction action, Item item, BulkRequest request) {
        var run = "bulk run " + id;
        return acting.user(
                request.by(),
                request.token(),
                action.role(),
                request.via() == null ? run : "%s, %s".formatted(run, request.via()),
                () -> perform(id, action, item, request));
    }

    private void perform(long run, BulkAction action, Item item, BulkRequest request) {
        try {
            transaction.executeWithoutResult(status -> {
                var words = action.perform(item.objectId(), request);
                if (!runs.settle(run, item.id(), true, words)) status.setRollbackOnly();
            });
        } catch (RuntimeException e) {
            if (passes(e)) throw e;
            var words = words(run, action, item, e);
            transaction.executeWithoutResult(_ -> runs.settle(run, item.id(), false, words));
        }
    }

    /** The database is busy or away, which is no fault of the row: the run goes on here later. */
    private static boolean passes(RuntimeException e) {
        return e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof DataAccessResourceFailureException
                // what somebody rolled back would be rolled back again
                || e instanceof TransactionException && !(e instanceof UnexpectedRollbackException);
    }

    /** Only our own exceptions are worded for the reader. */
    private static String words(long run, BulkAction action, Item item, RuntimeException e) {
        var message = e.getMessage();
        if (message != null && e.getClass().getName().startsWith("org.certwright.")) {
            LOG.atInfo()
                    .addArgument(action.label())
                    .addArgument(item.objectId())
                    .addArgument(message)
                    .log("{} of row {} was not done: {}");
            return message;
        }
        LOG.atError()
                .setCause(e)
                .addArgument(action.label())
                .addArgument(item.objectId())
                .addArgument(run)
                .addArgument(item.id())
                .log("{} of row {} failed unexpectedly (run {}, item {})");
        return "It failed unexpectedly; the log of the program says more (run %d, item %d)"
                .formatted(run, item.id());
    }
}
