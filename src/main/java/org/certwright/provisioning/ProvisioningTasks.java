package org.certwright.provisioning;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Stages what orders and deployments need done, in the transaction of the change that needs it. The
 * row knows its ticket: a task with another one is left over, and does nothing.
 */
@Component
class ProvisioningTasks {

    static final TaskDescriptor<Void> ORDER = TaskDescriptor.of("order");
    static final TaskDescriptor<Void> DEPLOYMENT = TaskDescriptor.of("deployment");

    private final ObjectProvider<SchedulerClient> scheduler;

    ProvisioningTasks(ObjectProvider<SchedulerClient> scheduler) {
        this.scheduler = scheduler;
    }

    /** Has it worked on when its next attempt is due. */
    void schedule(ProvisioningOrder order) {
        schedule(ORDER, order.id(), order.ticket(), Objects.requireNonNull(order.nextAttemptAt()));
    }

    /** Has it worked on when its next attempt is due. */
    void schedule(Deployment deployment) {
        schedule(
                DEPLOYMENT,
                deployment.id(),
                deployment.ticket(),
                Objects.requireNonNull(deployment.nextAttemptAt()));
    }

    private void schedule(TaskDescriptor<Void> task, long id, UUID ticket, Instant at) {
        scheduler
                .getObject()
                .scheduleIfNotExists(task.instance(new Turn(id, ticket).toString()).build(), at);
    }

    /** What a task is about: the row, and which of its turns. */
    record Turn(long id, UUID ticket) {

        static Turn of(String instance) {
            var parts = instance.split(":", 2);
            return new Turn(Long.parseLong(parts[0]), UUID.fromString(parts[1]));
        }

        @Override
        public String toString() {
            return id + ":" + ticket;
        }
    }
}
