package org.certwright.certificate;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The jobs that judge again. One that was stopped half-way goes through all of it once more. */
@Configuration(proxyBeanMethods = false)
class JudgingTaskConfiguration {

    private static final Duration AGAIN = Duration.ofSeconds(10);

    @Bean
    Task<Void> judgeCertificate(Judging judging) {
        return Tasks.oneTime(JudgingTasks.ONE)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                .execute((task, context) -> judging.judge(JudgingTasks.certificate(task.getId())));
    }

    @Bean
    Task<Void> judgeOutdated(JudgingRound round) {
        return Tasks.oneTime(JudgingTasks.OUTDATED)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                .execute((task, context) -> round.outdated());
    }

    @Bean
    Task<Void> judgeUntrusted(JudgingRound round) {
        return Tasks.oneTime(JudgingTasks.UNTRUSTED)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                .execute((task, context) -> round.untrusted());
    }

    @Bean
    Task<Void> dailyJudging(
            JudgingRound round,
            @Value("${certwright.judging.schedule:DAILY|04:15}") String schedule) {
        return Tasks.recurring("judging-round", Schedules.parseSchedule(schedule))
                .execute((task, context) -> round.outdated());
    }
}
