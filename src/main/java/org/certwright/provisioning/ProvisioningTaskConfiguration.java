package org.certwright.provisioning;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.certwright.provisioning.ProvisioningTasks.Turn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The jobs of provisioning. What a CA or a server answers is recorded with the row and never fails
 * a job; a job that fails all the same (the database is gone) is simply run again.
 */
@Configuration(proxyBeanMethods = false)
class ProvisioningTaskConfiguration {

    private static final Duration AGAIN = Duration.ofSeconds(10);

    @Bean
    Task<Void> orderTask(OrderRun run) {
        return Tasks.oneTime(ProvisioningTasks.ORDER)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                .execute((task, context) -> run.run(Turn.of(task.getId())));
    }

    @Bean
    Task<Void> deploymentTask(DeploymentRun run) {
        return Tasks.oneTime(ProvisioningTasks.DEPLOYMENT)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                .execute((task, context) -> run.run(Turn.of(task.getId())));
    }

    @Bean
    Task<Void> renewalSweepTask(
            RenewalSweep sweep, @Value("${certwright.renewal.interval:PT1M}") Duration interval) {
        return Tasks.recurring("renewal-sweep", Schedules.fixedDelay(interval))
                .execute((task, context) -> sweep.run());
    }
}
