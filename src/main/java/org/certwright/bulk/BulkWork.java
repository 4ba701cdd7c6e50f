package org.certwright.bulk;

import java.util.List;
import org.certwright.bulk.BulkRuns.Item;
import org.certwright.security.ActingFor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
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
            if (!worked(id, action, items, request)) {
                runs.cancel(id);
                return;
            }
        runs.end(id);
    }

    /** A run may take hours: its user is asked for again and again. */
    private boolean worked(long id, BulkAction action, List<Item> items, BulkRequest request) {
        return acting.user(
                request.by(),
                action.role(),
                () -> {
                    for (var it : items) perform(id, action, it, request);
                });
    }

    private void perform(long run, BulkAction action, Item item, BulkRequest request) {
        try {
            transaction.executeWithoutResult(status -> {
                var words = action.perform(item.objectId(), request);
                if (!runs.settle(run, item.id(), true, words)) status.setRollbackOnly();
            });
        } catch (RuntimeException e) {
            LOG.atInfo()
                    .addArgument(action.label())
                    .addArgument(item.objectId())
                    .addArgument(e.getMessage())
                    .log("{} of row {} was not done: {}");
            transaction.executeWithoutResult(_ -> runs.settle(run, item.id(), false, words(e)));
        }
    }

    private static String words(RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
