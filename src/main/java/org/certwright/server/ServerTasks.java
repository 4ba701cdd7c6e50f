package org.certwright.server;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Stages what is done to a server later, in the transaction of the change that needs it. */
@Component
class ServerTasks {

    /**
     * One check of one server; the instance is its id and a mark of its own, so that one asked for
     * while another runs is done after it: meanwhile the server may have changed.
     */
    static final TaskDescriptor<Void> CHECK = TaskDescriptor.of("server-check");

    /** A check of each server of a bot that is unverified; the instance is the bot's id alike. */
    static final TaskDescriptor<Void> CHECK_MAPPED = TaskDescriptor.of("server-check-mapped");

    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    ServerTasks(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Checks the server as soon as this transaction is committed. */
    void checkSoon(long serverId) {
        soon(CHECK, serverId);
    }

    /** Checks the unverified servers of a bot as soon as this transaction is committed. */
    void checkMappedSoon(long botId) {
        soon(CHECK_MAPPED, botId);
    }

    /** What a task of this class is about. */
    static long id(String instance) {
        return Long.parseLong(instance.substring(0, instance.indexOf(':')));
    }

    private void soon(TaskDescriptor<Void> task, long id) {
        scheduler
                .getObject()
                .scheduleIfNotExists(
                        task.instance(id + ":" + UUID.randomUUID()).build(), clock.instant());
    }
}
