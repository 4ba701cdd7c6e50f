package org.certwright.certificate;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Stages what is to be judged again, in the transaction of the change that is the reason. */
@Component
class JudgingTasks {

    /** One certificate; the instance begins with its id. */
    static final TaskDescriptor<Void> ONE = TaskDescriptor.of("judge-certificate");

    /** All that an older program, or nobody, has judged. */
    static final TaskDescriptor<Void> OUTDATED = TaskDescriptor.of("judge-outdated");

    /** All whose chain leads to no root that is known. */
    static final TaskDescriptor<Void> UNTRUSTED = TaskDescriptor.of("judge-untrusted");

    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    JudgingTasks(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    void judgeSoon(long certificateId) {
        schedule(ONE, certificateId + ":" + UUID.randomUUID());
    }

    void judgeUntrustedSoon() {
        schedule(UNTRUSTED, UUID.randomUUID().toString());
    }

    /** This program may know rules that the one before did not. */
    @EventListener(ApplicationReadyEvent.class)
    void judgeOutdatedSoon() {
        schedule(OUTDATED, "all");
    }

    /** An instance of its own each time: one that runs already may have read what then changed. */
    private void schedule(TaskDescriptor<Void> task, String instance) {
        scheduler.getObject().scheduleIfNotExists(task.instance(instance).build(), clock.instant());
    }

    static long certificate(String instance) {
        return Long.parseLong(instance.substring(0, instance.indexOf(':')));
    }
}
