package org.certwright.provisioning;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Has the scheduler look for work as soon as a transaction that staged some is committed, instead
 * of at its next turn.
 */
@Component
class SchedulerWaker extends AbstractSchedulerListener {

    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    SchedulerWaker(ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public void onExecutionScheduled(TaskInstanceId task, Instant at) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || at.isAfter(clock.instant())) return;
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
                    }
                });
    }
}
