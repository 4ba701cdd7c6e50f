package org.certwright.provisioning;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.certwright.CertwrightApplication;
import org.certwright.agent.job.Bot;
import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentLink;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.DeploymentResult;
import org.certwright.agent.job.Endpoint;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.JournalEntry.Direction;
import org.certwright.agent.job.JournalEntry.State;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.TlsBinding;
import org.certwright.agent.runner.EmbeddedBot;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * The application in a process of its own, which takes up work once a file tells it to, and ends
 * itself by SIGKILL at a chosen moment of a deployment: right before or after an intent is written,
 * or right before an effect is.
 */
final class DyingApplication {

    private DyingApplication() {}

    static void main(String[] arguments) {
        new SpringApplication(CertwrightApplication.class, Dying.class).run(arguments);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Dying {

        /** In the place of the one that starts at once. */
        @Bean
        DbSchedulerStarter never() {
            return () -> {};
        }

        /**
         * @param run whose making takes time, which is spent before the work begins
         */
        @Bean
        ApplicationRunner onceToldTo(
                DeploymentRun run, Scheduler scheduler, Environment environment) {
            var go = Path.of(environment.getRequiredProperty("go"));
            return _ -> {
                while (!Files.exists(go)) LockSupport.parkNanos(20_000_000);
                scheduler.start();
            };
        }

        @Bean
        @Primary
        Bot dyingBot(EmbeddedBot bot, Environment environment) {
            return new DyingBot(
                    bot,
                    environment.getRequiredProperty("moment", Integer.class),
                    environment.getProperty("astray"));
        }
    }

    /**
     * @param astray a port and a name to ask for in the proof, which another virtual host answers
     *     to: the deployment is rolled back
     */
    private record DyingBot(Bot bot, int moment, @Nullable String astray) implements Bot {
        @Override
        public ConnectionReport check(ServerSpec server) {
            return bot.check(server);
        }

        @Override
        public List<TlsBinding> bindings(ServerSpec server) throws HostException {
            return bot.bindings(server);
        }

        @Override
        public DeploymentPlan plan(DeploymentJob job) throws HostException {
            return bot.plan(job);
        }

        @Override
        public DeploymentResult deploy(DeploymentJob job, DeploymentLink link) {
            return bot.deploy(ledAstray(job), new DyingLink(link, moment));
        }

        private DeploymentJob ledAstray(DeploymentJob job) {
            if (astray == null) return job;
            var server = job.server();
            var place = astray.split(" ");
            var elsewhere = new Endpoint(server.address(), Integer.parseInt(place[0]), place[1]);
            return new DeploymentJob(
                    job.deployment(),
                    server,
                    job.bindingId(),
                    job.placement(),
                    job.material(),
                    job.anchors(),
                    List.of(elsewhere),
                    job.settings(),
                    job.approvedPlan(),
                    job.unfinished());
        }
    }

    private static final class DyingLink implements DeploymentLink {

        private final DeploymentLink link;
        private final int moment;
        private final AtomicInteger now = new AtomicInteger();

        DyingLink(DeploymentLink link, int moment) {
            this.link = link;
            this.moment = moment;
        }

        @Override
        public void planned(DeploymentPlan plan) {
            link.planned(plan);
        }

        @Override
        public int begins(Direction direction, int step, String title) {
            perhapsDie();
            var number = link.begins(direction, step, title);
            perhapsDie();
            return number;
        }

        @Override
        public void ended(int number, State state, @Nullable String output) {
            perhapsDie();
            link.ended(number, state, output);
        }

        @Override
        public boolean cancelRequested() {
            return link.cancelRequested();
        }

        private void perhapsDie() {
            if (now.getAndIncrement() != moment) return;
            try {
                var self = String.valueOf(ProcessHandle.current().pid());
                new ProcessBuilder("kill", "-9", self).start().waitFor();
                throw new AssertionError("Still alive");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
