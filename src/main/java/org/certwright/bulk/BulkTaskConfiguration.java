package org.certwright.bulk;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that works through a run; one that was cut off is run again, and goes on. */
@Configuration(proxyBeanMethods = false)
class BulkTaskConfiguration {

    @Bean
    Task<Void> bulkTask(BulkWork work) {
        return Tasks.oneTime(BulkRuns.TASK)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(10)))
                .execute((task, _) -> work.run(Long.parseLong(task.getId())));
    }
}
