package org.certwright.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.certwright.TestDatabase;
import org.certwright.agent.job.Bot;
import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.agent.job.DeploymentLink;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.DeploymentResult;
import org.certwright.agent.job.DeploymentResult.Deployed;
import org.certwright.agent.job.DeploymentResult.Refused;
import org.certwright.agent.job.DeploymentResult.RolledBack;
import org.certwright.agent.job.DeploymentResult.Unrestored;
import org.certwright.agent.job.Endpoint;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostKey;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.Step;
import org.certwright.agent.job.SudoMode;
import org.certwright.agent.job.TlsBinding;
import org.certwright.bot.BotKind;
import org.certwright.bot.Bots;
import org.certwright.ca.Authorities;
import org.certwright.certificate.CertificateConfiguration;
import org.certwright.certificate.CertificateTarget.Place;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.MaintenanceWindow;
import org.certwright.certificate.NotNowException;
import org.certwright.certificate.RenewalPolicy;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.pki.Secret;
import org.certwright.provisioning.ProvisioningTasks.Turn;
import org.certwright.server.ServerRegistry;
import org.certwright.server.ServerSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Waves, windows, approvals, retries and cancelling, with a bot that answers as a test says. */
@SpringBootTest(properties = "certwright.renewal.interval=PT10H")
@Import({TestDatabase.class, RolloutTests.Answering.class})
@DirtiesContext
class RolloutTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Deployed DEPLOYED = new Deployed("presents it");
    private static final RolledBack ROLLED_BACK =
            new RolledBack(
                    Failure.of(FailureCode.PROOF_FAILED, "The proof failed."), "the former one");
    private static final Refused UNREACHABLE =
            new Refused(Failure.of(FailureCode.UNREACHABLE, "It does not answer."));

    private static final Unrestored UNRESTORED =
            new Unrestored(
                    Failure.of(FailureCode.PROOF_FAILED, "The proof failed."),
                    Failure.of(FailureCode.CONNECTION_LOST, "The host is gone."));
    private static final RolledBack RESTORED_LATE =
            new RolledBack(
                    Failure.of(FailureCode.CONNECTION_LOST, "The host is gone."), "the former one");

    @Autowired private AnsweringBot bot;
    @Autowired private ServerRegistry registry;
    @Autowired private Certificates certificates;
    @Autowired private Authorities authorities;
    @Autowired private Bots bots;
    @Autowired private Ordering ordering;
    @Autowired private Deploying deploying;
    @Autowired private Deployments deployments;
    @Autowired private Starting starting;
    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transaction;
    @Autowired private Clock clock;

    @BeforeEach
    void forget() {
        bot.answers.clear();
        bot.broken.clear();
        bot.held.values().forEach(CountDownLatch::countDown);
        bot.held.clear();
        database.sql("truncate certificate, server cascade").update();
    }

    @Test
    void theNextWaveBeginsOnlyWhenTheOneBeforeIsProved() {
        var certificate = certificate(true, null, 1, 2, 2);
        bot.answers.put("host-0", ROLLED_BACK);

        ordering.begin(certificate, "Renewal", "test");

        awaitStates(certificate, "ROLLED_BACK", "WAITING", "WAITING");
        assertThat(status(certificate)).isEqualTo("ROLLED_BACK");
        assertThat(bot.asked).containsExactly("host-0");

        bot.answers.put("host-0", DEPLOYED);
        deploying.retry(deployment(certificate, 0));

        awaitStates(certificate, "DEPLOYED", "DEPLOYED", "DEPLOYED");
        assertThat(status(certificate)).isEqualTo("DEPLOYED");
    }

    @Test
    void triesAgainByItselfWhenAServerDoesNotAnswer() {
        var certificate = certificate(true, null, 1);
        bot.answers.put("host-0", UNREACHABLE);

        ordering.begin(certificate, "Renewal", "test");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(status(certificate)).isEqualTo("DEPLOYMENT_FAILED"));
        awaitStates(certificate, "QUEUED");
        assertThat(
                        database.sql(
                                        "select next_attempt_at - now() < interval '1 minute' from deployment")
                                .query(Boolean.class)
                                .single())
                .isTrue();

        bot.answers.put("host-0", DEPLOYED);
        deploying.retry(deployment(certificate, 0));
        awaitStates(certificate, "DEPLOYED");
    }

    @Test
    void waitsForAPersonWhoseApprovalBindsThePlan() {
        var certificate = certificate(false, null, 1);
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "PLANNED");
        var deployment = deployment(certificate, 0);

        assertThatThrownBy(() -> deploying.approve(deployment, "another plan", "maria"))
                .isInstanceOf(NotNowException.class);
        deploying.approve(deployment, bot.plan(1).hash(), "maria");

        awaitStates(certificate, "DEPLOYED");
        assertThat(bot.approved).containsExactly(bot.plan(1).hash());
    }

    @Test
    void aRenewalWaitsForItsWindowAndAPersonDoesNot() {
        var yesterday = clock.instant().atOffset(ZoneOffset.UTC).getDayOfWeek().minus(1);
        var window =
                new MaintenanceWindow(
                        Set.of(DayOfWeek.from(yesterday)),
                        LocalTime.of(1, 0),
                        LocalTime.of(2, 0),
                        ZoneOffset.UTC);
        var certificate = certificate(true, window, 1);
        ordering.begin(certificate, "Renewal", "test");
        await().atMost(PATIENCE)
                .until(() ->
                        database.sql(
                                        "select max(next_attempt_at) > now() + interval '1 day' from deployment")
                                .query(Boolean.class)
                                .optional()
                                .orElse(false));
        assertThat(bot.asked).isEmpty();

        deploying.retry(deployment(certificate, 0));

        awaitStates(certificate, "DEPLOYED");
    }

    @Test
    void aDryRunTouchesNothingAndLeavesTheStatusAlone() {
        var certificate = certificate(true, null, 1);
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "DEPLOYED");
        bot.asked.clear();

        starting.dryRun(certificate, "maria");

        awaitStates(certificate, "DEPLOYED", "PLANNED");
        assertThat(bot.asked).isEmpty();
        assertThat(status(certificate)).isEqualTo("DEPLOYED");
    }

    @Test
    void whatIsCancelledBeforeItBeganIsOver() {
        var certificate = certificate(false, null, 1, 2);
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "PLANNED", "WAITING");

        assertThat(deploying.cancel(deployment(certificate, 0)))
                .isEqualTo(DeploymentState.CANCELLED);

        awaitStates(certificate, "CANCELLED", "WAITING");
        assertThat(isDeploying(certificate)).isFalse();
    }

    @Test
    void thePlansOfADryRunAreCarriedOutOneByOne() {
        var certificate = certificate(true, null, 1, 1);
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "DEPLOYED", "DEPLOYED");
        starting.dryRun(certificate, "maria");
        awaitStates(certificate, "DEPLOYED", "DEPLOYED", "PLANNED", "PLANNED");

        deploying.approve(deployment(certificate, 2), bot.plan(1).hash(), "maria");

        awaitStates(certificate, "DEPLOYED", "DEPLOYED", "DEPLOYED", "PLANNED");
        assertThat(status(certificate)).isEqualTo("DEPLOYED");
        assertThat(isDeploying(certificate)).isFalse();
    }

    @Test
    void noPlanIsCarriedOutWhileANewCertificateIsBeingOrdered() {
        var certificate = certificate(true, null, 1);
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "DEPLOYED");
        starting.dryRun(certificate, "maria");
        awaitStates(certificate, "DEPLOYED", "PLANNED");
        database.sql("update certificate set status = 'ORDER_PENDING' where id = ?")
                .param(certificate)
                .update();

        assertThatThrownBy(() ->
                        deploying.approve(deployment(certificate, 1), bot.plan(1).hash(), "maria"))
                .isInstanceOf(NotNowException.class)
                .hasMessageContaining("being ordered");
    }

    @Test
    void aDeploymentThatALaterOneReplacedIsNotTriedAgain() {
        var certificate = certificate(true, null, 1);
        bot.answers.put("host-0", ROLLED_BACK);
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "ROLLED_BACK");
        awaitStatus(certificate, "ROLLED_BACK");
        bot.answers.clear();
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "ROLLED_BACK", "DEPLOYED");

        assertThatThrownBy(() -> deploying.retry(deployment(certificate, 0)))
                .isInstanceOf(NotNowException.class)
                .hasMessageContaining("has taken the place of this one");
        assertThat(status(certificate)).isEqualTo("DEPLOYED");
    }

    @Test
    void oneTargetThatFailsIsNotHiddenByAnotherThatSucceedsLater() {
        var certificate = certificate(true, null, 1, 1);
        bot.answers.put("host-0", UNREACHABLE);
        var held = bot.hold("host-1");
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "QUEUED", "RUNNING");
        awaitStatus(certificate, "DEPLOYMENT_FAILED");

        held.countDown();

        awaitStates(certificate, "QUEUED", "DEPLOYED");
        assertThat(status(certificate)).isEqualTo("DEPLOYMENT_FAILED");
    }

    @Test
    void aServerThatDoesNotAnswerKeepsNoOtherFromTheNextRenewal() {
        var certificate = certificate(true, null, 1, 1);
        bot.answers.put("host-0", UNREACHABLE);
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "QUEUED", "DEPLOYED");
        await().atMost(PATIENCE).until(() -> isDue(certificate));

        ordering.begin(certificate, "Renewal", "test");

        awaitStates(certificate, "CANCELLED", "DEPLOYED", "QUEUED", "DEPLOYED");
        assertThat(status(certificate)).isEqualTo("DEPLOYMENT_FAILED");

        bot.answers.put("host-0", DEPLOYED);
        deploying.retry(deployment(certificate, 2));
        awaitStatus(certificate, "DEPLOYED");
    }

    @Test
    void aServerThatCannotBeRestoredKeepsNoOtherFromTheNextRenewalAndGetsNoFormerVersionLater() {
        var certificate = certificate(true, null, 1, 1);
        bot.answers.put("host-0", UNRESTORED);
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "UNRESTORED", "DEPLOYED");
        await().atMost(PATIENCE).until(() -> isDue(certificate));
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "UNRESTORED", "DEPLOYED", "QUEUED", "DEPLOYED");

        bot.answers.put("host-0", RESTORED_LATE);
        var held = bot.hold("host-0");
        var former = deployment(certificate, 0);
        deploying.retry(former);
        await().atMost(PATIENCE).until(() -> bot.holding.contains("host-0"));
        bot.answers.put("host-0", DEPLOYED);
        held.countDown();
        awaitStates(certificate, "QUEUED", "DEPLOYED", "DEPLOYED", "DEPLOYED");

        var turn = new Turn(former, deployments.findById(former).orElseThrow().ticket());
        assertThat(deploying.claim(turn)).isEmpty();
        awaitStates(certificate, "CANCELLED", "DEPLOYED", "DEPLOYED", "DEPLOYED");
        assertThat(status(certificate)).isEqualTo("DEPLOYED");
    }

    @Test
    void ignoringStopsWhatHasNotBegunAndLeavesAloneWhatHas() {
        var certificate = certificate(true, null, 1, 1);
        bot.answers.put("host-0", UNREACHABLE);
        var held = bot.hold("host-1");
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "QUEUED", "RUNNING");
        transaction.executeWithoutResult(_ -> {
            var it = certificates.lock(certificate).orElseThrow();
            it.ignore();
            certificates.save(it);
        });

        deploying.retry(deployment(certificate, 0));

        awaitStates(certificate, "CANCELLED", "RUNNING");
        assertThat(isDeploying(certificate)).isTrue();
        held.countDown();
        awaitStates(certificate, "CANCELLED", "DEPLOYED");
        await().atMost(PATIENCE).until(() -> !isDeploying(certificate));
    }

    @Test
    void whatNobodyForesawIsShownAndNotRepeatedForEver() {
        var certificate = certificate(true, null, 1);
        bot.broken.add("host-0");

        ordering.begin(certificate, "Renewal", "test");

        awaitStates(certificate, "REFUSED");
        awaitStatus(certificate, "DEPLOYMENT_FAILED");
        assertThat(database.sql("select failure from deployment").query(String.class).single())
                .contains("UNEXPECTED", "ArithmeticException")
                .doesNotContain("a secret");
    }

    @Test
    void aPlanThatComesAfterTheCancellingIsNotKept() throws Exception {
        var certificate = certificate(false, null, 1);
        var held = bot.hold("host-0");
        ordering.begin(certificate, "Renewal", "test");
        await().atMost(PATIENCE).until(() -> bot.holding.contains("host-0"));

        deploying.cancel(deployment(certificate, 0));
        held.countDown();

        await().atMost(PATIENCE).until(() -> bot.holding.isEmpty());
        Thread.sleep(500); // what would come back, comes now
        awaitStates(certificate, "CANCELLED");
        assertThat(isDeploying(certificate)).isFalse();
    }

    @Test
    void whatCannotBeRestoredIsEndedByAPersonWhoDidItByHand() {
        var certificate = certificate(true, null, 1);
        bot.answers.put("host-0", UNRESTORED);
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "UNRESTORED");

        deploying.restoredByHand(deployment(certificate, 0));

        awaitStates(certificate, "CANCELLED");
        assertThat(isDeploying(certificate)).isFalse();
        bot.answers.clear();
        starting.deploy(certificate, "maria");
        awaitStates(certificate, "CANCELLED", "DEPLOYED");
    }

    @Test
    void whatAPersonAsksForIsOnRecord() {
        var certificate = certificate(true, null, 1);
        ordering.begin(certificate, "Renewal", "test");
        awaitStates(certificate, "DEPLOYED");
        starting.deploy(certificate, "maria");
        awaitStates(certificate, "DEPLOYED", "DEPLOYED");
        starting.dryRun(certificate, "maria");
        awaitStates(certificate, "DEPLOYED", "DEPLOYED", "PLANNED");
        deploying.cancel(deployment(certificate, 2));

        assertThat(
                        database.sql("select action from audit_entry where subject_id = ?")
                                .param(String.valueOf(certificate))
                                .query(String.class)
                                .list())
                .contains("Deployment asked for", "Dry run asked for", "Deployment cancelled");
    }

    @Test
    void isNotOrderedTwiceAtOnce() {
        var certificate = certificate(false, null, 1);
        ordering.begin(certificate, "Renewal", "test");

        assertThatThrownBy(() -> ordering.begin(certificate, "Renewal", "test"))
                .isInstanceOf(NotNowException.class);
    }

    private void awaitStates(long certificate, String... states) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        database.sql(
                                                        "select state from deployment where certificate_id = ? order by id")
                                                .param(certificate)
                                                .query((row, at) -> row.getString(1))
                                                .list())
                                .containsExactly(states));
    }

    private void awaitStatus(long certificate, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(certificate)).isEqualTo(status));
    }

    private boolean isDue(long certificate) {
        var connectors =
                authorities.choices().stream().map(it -> Long.valueOf(it.value())).toList();
        var later = clock.instant().plus(Duration.ofDays(4000));
        return certificates.due(later, connectors, Limit.of(10)).contains(certificate);
    }

    private boolean isDeploying(long certificate) {
        return database.sql("select deploying from certificate where id = ?")
                .param(certificate)
                .query(Boolean.class)
                .single();
    }

    private long deployment(long certificate, int index) {
        return database.sql("select id from deployment where certificate_id = ? order by id")
                .param(certificate)
                .query((row, at) -> row.getLong(1))
                .list()
                .get(index);
    }

    private String status(long certificate) {
        return database.sql("select status from certificate where id = ?")
                .param(certificate)
                .query(String.class)
                .single();
    }

    /** One with a target on a server of its own for each wave. */
    private long certificate(boolean automatic, @Nullable MaintenanceWindow window, int... waves) {
        bot.asked.clear();
        bot.approved.clear();
        var places = new ArrayList<Place>();
        for (var i = 0; i < waves.length; i++) {
            var settings =
                    new ServerSettings(
                            "host-" + i,
                            22,
                            "certwright",
                            SudoMode.PASSWORDLESS,
                            ServerType.NGINX,
                            OperatingSystem.LINUX,
                            "/etc/nginx",
                            null,
                            null,
                            List.of(),
                            null,
                            botId());
            var server =
                    registry.register(
                            "host-" + i,
                            settings,
                            Secret.of("a password"),
                            AnsweringBot.KEY,
                            "test");
            places.add(
                    new Place(
                            server.id(),
                            "/etc/nginx/www.conf|www|443|0",
                            "www",
                            Placement.IN_PLACE,
                            waves[i]));
        }
        var name = UUID.randomUUID() + ".example.com";
        var id =
                database.sql(
                                """
                                insert into certificate (common_name, names, status, status_since, created_at, created_by)
                                values (?, array[?], 'DISCOVERED', now(), now(), 'test') returning id
                                """)
                        .params(name, name)
                        .query(Long.class)
                        .single();
        transaction.executeWithoutResult(_ -> {
            var certificate = certificates.lock(id).orElseThrow();
            certificate.configure(
                    new CertificateConfiguration(
                            Long.valueOf(authorities.choices().getFirst().value()),
                            name,
                            null,
                            List.of(name),
                            KeyAlgorithm.ECDSA_P256,
                            false,
                            null,
                            RenewalPolicy.DEFAULT,
                            window,
                            automatic),
                    botId(),
                    places,
                    clock.instant());
            certificates.save(certificate);
        });
        return id;
    }

    private long botId() {
        return bots.findByKind(BotKind.EMBEDDED).orElseThrow().id();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Answering {
        @Bean
        @Primary
        AnsweringBot answeringBot() {
            return new AnsweringBot();
        }
    }

    /** Answers for each address; deployed, where nothing else was said. */
    static final class AnsweringBot implements Bot {

        static final HostKey KEY = new HostKey("ssh-ed25519", "SHA256:first");

        final Map<String, DeploymentResult> answers = new ConcurrentHashMap<>();
        final List<String> asked = Collections.synchronizedList(new ArrayList<>());
        final List<String> approved = Collections.synchronizedList(new ArrayList<>());

        final Set<String> broken = ConcurrentHashMap.newKeySet();
        final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
        final Set<String> holding = ConcurrentHashMap.newKeySet();

        /** It waits at this address until the latch is opened. */
        CountDownLatch hold(String address) {
            var latch = new CountDownLatch(1);
            held.put(address, latch);
            return latch;
        }

        private void pass(String address) {
            var latch = held.get(address);
            if (latch == null) return;
            holding.add(address);
            try {
                latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                holding.remove(address);
            }
        }

        DeploymentPlan plan(int endpoints) {
            var prove =
                    new Step.Prove(
                            "Prove",
                            Collections.nCopies(endpoints, new Endpoint("host", 443, "www")));
            return new DeploymentPlan(
                    "nginx", "binding", "leaf", List.of(), List.of(prove), List.of(), List.of());
        }

        @Override
        public ConnectionReport check(ServerSpec server) {
            return new ConnectionReport(List.of(), KEY, null, List.of());
        }

        @Override
        public List<TlsBinding> bindings(ServerSpec server) {
            return List.of();
        }

        @Override
        public DeploymentPlan plan(DeploymentJob job) {
            pass(job.server().address());
            return plan(1);
        }

        @Override
        public DeploymentResult deploy(DeploymentJob job, DeploymentLink link) {
            asked.add(job.server().address());
            var approval = job.approvedPlan();
            if (approval != null) approved.add(approval);
            link.planned(plan(1));
            var answer = answers.getOrDefault(job.server().address(), DEPLOYED);
            pass(job.server().address());
            if (broken.contains(job.server().address())) throw new ArithmeticException("a secret");
            return answer;
        }
    }
}
