package org.certwright.provisioning;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import org.certwright.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/** With a scheduler whose next turn is an hour away. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.MOCK,
        properties = {"db-scheduler.polling-interval=1h", "certwright.renewal.interval=PT10H"})
@Import({TestDatabase.class, SchedulerWakerTests.Work.class})
@DirtiesContext
class SchedulerWakerTests {

    private static final TaskDescriptor<Void> NOTED = TaskDescriptor.of("noted");

    @Autowired private SchedulerClient scheduler;
    @Autowired private TransactionTemplate transaction;
    @Autowired private Clock clock;
    @Autowired private Work work;

    @Test
    void beginsWorkOnceItIsCommitted() throws InterruptedException {
        transaction.executeWithoutResult(_ -> stage("first"));
        assertThat(work.done.poll(30, SECONDS)).isEqualTo("first");

        transaction.executeWithoutResult(_ -> stage("second"));
        assertThat(work.done.poll(30, SECONDS)).isEqualTo("second");
    }

    private void stage(String id) {
        scheduler.scheduleIfNotExists(NOTED.instance(id).build(), clock.instant());
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Work {

        private final LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();

        @Bean
        OneTimeTask<Void> notedTask() {
            return Tasks.oneTime(NOTED).execute((task, _) -> done.add(task.getId()));
        }
    }
}
