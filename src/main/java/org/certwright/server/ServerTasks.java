package org.certwright.server;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Stages what is done to a server later, in the transaction of the change that needs it. */
@Component
class ServerTasks {

    /** One check of one server; the instance is its id. */
    static final TaskDescriptor<Void> CHECK = TaskDescriptor.of("server-check");

    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    ServerTasks(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Checks the server as soon as this transaction is committed. */
    void checkSoon(long serverId) {
        scheduler
                .getObject()
                .scheduleIfNotExists(
                        CHECK.instance(String.valueOf(serverId)).build(), clock.instant());
    }
}
