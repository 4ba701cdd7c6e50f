package org.certwright.provisioning;

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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The application in a process of its own. Each of its deployments stops for good at a moment of
 * its own: right before or after an intent is written, right before an effect is, or when all is
 * done and nobody has been told. Whoever then kills the process kills each of them at its moment.
 */
final class DyingApplication {

    private DyingApplication() {}

    static void main(String[] arguments) {
        new SpringApplication(CertwrightApplication.class, Dying.class).run(arguments);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Dying {
        @Bean
        @Primary
        Bot dyingBot(
                EmbeddedBot bot,
                @Value("${first}") int first,
                @Value("${stopped}") Path stopped,
                @Value("${astray:}") List<String> astray) {
            return new DyingBot(bot, first, stopped, astray);
        }
    }

    /**
     * @param first when the deployment to the first address stops; the next one stops a moment
     *     later
     * @param stopped where each that has stopped leaves a file
     * @param astray for each address a port and a name to ask for in the proof, which another
     *     virtual host answers to: the deployment is rolled back; empty for none
     */
    private record DyingBot(Bot bot, int first, Path stopped, List<String> astray) implements Bot {
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
            var address = job.server().address();
            var number = Integer.parseInt(address.substring(address.lastIndexOf('.') + 1)) - 1;
            var file = stopped.resolve(address);
            var dying = new DyingLink(link, first + number, file);
            var result = bot.deploy(ledAstray(job, number), dying);
            dying.perhapsStop();
            return result;
        }

        private DeploymentJob ledAstray(DeploymentJob job, int number) {
            if (astray.isEmpty()) return job;
            var server = job.server();
            var place = astray.get(number).split(" ");
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
        private final Path file;
        private final AtomicInteger now = new AtomicInteger();

        DyingLink(DeploymentLink link, int moment, Path file) {
            this.link = link;
            this.moment = moment;
            this.file = file;
        }

        @Override
        public void planned(DeploymentPlan plan) {
            link.planned(plan);
        }

        @Override
        public int begins(Direction direction, int step, String title) {
            perhapsStop();
            var number = link.begins(direction, step, title);
            perhapsStop();
            return number;
        }

        @Override
        public void ended(int number, State state, @Nullable String output) {
            perhapsStop();
            link.ended(number, state, output);
        }

        @Override
        public boolean cancelRequested() {
            return link.cancelRequested();
        }

        private void perhapsStop() {
            if (now.getAndIncrement() != moment) return;
            try {
                Files.createFile(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            while (true) LockSupport.park();
        }
    }
}
