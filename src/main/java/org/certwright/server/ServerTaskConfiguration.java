package org.certwright.server;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.certwright.bot.BotUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The jobs on registered servers: a check on demand, and the daily round over all of them. */
@Configuration(proxyBeanMethods = false)
class ServerTaskConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ServerTaskConfiguration.class);
    private static final Duration UNTIL_RETRY = Duration.ofSeconds(10);

    @Bean
    Task<Void> serverCheck(ServerReading reading) {
        return Tasks.oneTime(ServerTasks.CHECK)
                .onFailure(FailureHandler.<Void>maxRetries(3).retryEvery(UNTIL_RETRY).thenRemove())
                .execute((task, context) -> check(reading, ServerTasks.id(task.getId())));
    }

    private static void check(ServerReading reading, long serverId) {
        try {
            var report = reading.check(serverId);
            log.info("Server {} checked: passed={}", serverId, report.passed());
        } catch (ServerChangedException e) {
            throw e; // tried again
        } catch (BotUnavailableException | ServerUnavailableException e) {
            log.info("Server {} is not checked now: {}", serverId, e.getMessage());
        }
    }

    @Bean
    Task<Void> mappedServersCheck(Servers servers, ServerTasks tasks) {
        return Tasks.oneTime(ServerTasks.CHECK_MAPPED)
                .execute((task, context) ->
                        servers.unverified(ServerTasks.id(task.getId())).forEach(tasks::checkSoon));
    }

    /** Stages a check for each server, so that several instances share the round. */
    @Bean
    Task<Void> serverRound(
            Servers servers,
            ServerTasks tasks,
            @Value("${certwright.server.scan-schedule:DAILY|03:30}") String schedule) {
        return Tasks.recurring("server-round", Schedules.parseSchedule(schedule))
                .execute((task, context) -> servers.readable().forEach(tasks::checkSoon));
    }
}
