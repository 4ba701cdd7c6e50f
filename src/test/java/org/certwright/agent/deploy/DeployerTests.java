package org.certwright.agent.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.certwright.TestCa;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.agent.job.DeploymentJob.Settings;
import org.certwright.agent.job.DeploymentJob.Unfinished;
import org.certwright.agent.job.DeploymentLink.SupersededException;
import org.certwright.agent.job.DeploymentResult;
import org.certwright.agent.job.DeploymentResult.Deployed;
import org.certwright.agent.job.DeploymentResult.Refused;
import org.certwright.agent.job.DeploymentResult.RolledBack;
import org.certwright.agent.job.DeploymentResult.Unrestored;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.target.Artifacts;
import org.certwright.pki.KeyMaterial;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeployerTests {

    static final Timing QUICK =
            new Timing(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(1),
                    Duration.ofMillis(1),
                    Duration.ofMillis(20),
                    Duration.ofMillis(200),
                    Duration.ofMillis(50));

    private static final TestCa CA = new TestCa();
    private static final KeyMaterial FORMER = CA.leaf(Site.NAME);
    private static final KeyMaterial NEXT = CA.leaf(Site.NAME);

    private final MemoryLink link = new MemoryLink();
    private Site site;

    @BeforeEach
    void start() throws IOException {
        site = new Site(FORMER);
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
    }

    @Test
    void deploysAndProves() {
        var result = deploy();

        assertThat(result).isInstanceOf(Deployed.class);
        assertThat(site.serves()).isEqualTo(Artifacts.hash(NEXT.leaf()));
        assertThat(site.holds(NEXT)).isTrue();
        assertThat(site.host.paths()).noneMatch(it -> it.endsWith(".new"));
        assertThat(link.story())
                .containsExactly(
                        "FORWARD Configuration test DONE",
                        "FORWARD Back up 2 files DONE",
                        "FORWARD Stage the new files DONE",
                        "FORWARD Swap by rename DONE",
                        "FORWARD Configuration test after the change DONE",
                        "FORWARD Reload DONE",
                        "FORWARD Prove by TLS handshake DONE");
    }

    @Test
    void neverShowsTheKeyInPlanOrJournal() throws HostException {
        var plan = deployer().plan(job(NEXT, null, null));
        deploy();

        var key =
                new String(
                                Artifacts.encode(org.certwright.agent.job.Content.Part.KEY, NEXT),
                                java.nio.charset.StandardCharsets.US_ASCII)
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow();
        assertThat(plan.toString() + link.entries()).doesNotContain(key).doesNotContain("secret");
    }

    @Test
    void refusesWhenTheServersOwnTestFailsAlready() {
        site.testFails = true;

        var cause = refused(deploy());

        assertThat(cause.code()).isEqualTo(FailureCode.CONFIGURATION_ALREADY_BROKEN);
        assertThat(cause.words()).contains("[emerg] broken");
        assertUntouched();
        assertThatThrownBy(() -> deployer().plan(job(NEXT, null, null)))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("fails already");
    }

    @Test
    void refusesAKeyThatDoesNotBelongToTheCertificate() {
        var mixed = new KeyMaterial(FORMER.key(), NEXT.chain());

        assertThat(refused(deploy(job(mixed, null, null))).message()).contains("does not belong");
        assertUntouched();
    }

    @Test
    void refusesAChainThatIsIncompleteOrExpired() {
        var now = Instant.ofEpochMilli(System.currentTimeMillis());
        var alone = new KeyMaterial(NEXT.key(), List.of(NEXT.leaf()));
        var expired =
                CA.leaf(
                        "EC",
                        now.minus(Duration.ofDays(9)),
                        now.minus(Duration.ofDays(1)),
                        Site.NAME);

        assertThat(refused(deploy(job(alone, null, null))).message()).contains("incomplete");
        assertThat(refused(deploy(job(expired, null, null))).message()).contains("has expired");
        assertUntouched();
    }

    @Test
    void refusesAPlanThatIsNotTheApprovedOne() throws HostException {
        var approved = deployer().plan(job(NEXT, null, null)).hash();
        site.host.file(Site.CERTIFICATE, site.host.text(Site.CERTIFICATE) + "\n");

        var cause = refused(deploy(job(NEXT, approved, null)));

        assertThat(cause.code()).isEqualTo(FailureCode.DRIFTED);
        assertThat(cause.message()).contains("not the one that was approved");
        assertThat(link.entries()).isEmpty();
    }

    @Test
    void runsThePlanThatWasApproved() throws HostException {
        var approved = deployer().plan(job(NEXT, null, null)).hash();

        assertThat(deploy(job(NEXT, approved, null))).isInstanceOf(Deployed.class);
    }

    @Test
    void refusesWhenAFileChangesBetweenPlanAndFirstChange() {
        site.host.onCall(call -> {
            if (call.operation().equals("run") && link.entries().size() == 1)
                site.host.file(Site.KEY, "somebody else's");
        });

        var cause = refused(deploy());

        assertThat(cause.code()).isEqualTo(FailureCode.DRIFTED);
        assertThat(cause.message()).contains(Site.KEY, "has changed since the plan was made");
        assertThat(site.host.text(Site.KEY)).isEqualTo("somebody else's");
    }

    @Test
    void putsTheFormerFilesBackWhenTheTestFailsAfterTheSwap() {
        site.testFailsAfterChange = true;

        var cause = rolledBack(deploy());

        assertThat(cause.code()).isEqualTo(FailureCode.TEST_FAILED);
        assertThat(cause.words()).contains("[emerg] broken");
        assertThat(link.story())
                .contains(
                        "FORWARD Swap by rename UNDONE",
                        "BACK Put the former files back DONE",
                        "BACK Prove the former certificate DONE");
    }

    @Test
    void putsTheFormerFilesBackWhenTheReloadFails() {
        site.reloadFails = true;
        site.host.onCall(call -> {
            if (call.operation().equals("replace")
                    && call.subject().equals(Site.CERTIFICATE)
                    && link.story().contains("FORWARD Reload FAILED")) site.reloadFails = false;
        });

        assertThat(rolledBack(deploy()).code()).isEqualTo(FailureCode.ACTIVATION_FAILED);
    }

    @Test
    void putsTheFormerFilesBackWhenTheServerKeepsServingTheOldLeaf() {
        site.reloadDoesNothing = true;

        var cause = rolledBack(deploy());

        assertThat(cause.code()).isEqualTo(FailureCode.PROOF_FAILED);
        assertThat(cause.words()).contains("the former certificate");
    }

    @Test
    void startsAServiceThatDiedAtTheReload() {
        site.diesAtReload = true;

        var cause = rolledBack(deploy());

        assertThat(cause.code()).isIn(FailureCode.SERVICE_DOWN, FailureCode.PROOF_FAILED);
        assertThat(site.serves()).isEqualTo(Artifacts.hash(FORMER.leaf()));
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"DISK_FULL", "WRITE_FAILED", "CONNECTION_LOST", "TIMED_OUT"})
    void leavesTheFormerStateWhenAWriteFails(FailureCode code) throws IOException {
        for (var operation : List.of("stage", "copy", "replace")) {
            try (var fresh = new Site(FORMER)) {
                site = fresh;
                var failed = new boolean[1];
                site.host.onCall(call -> {
                    if (!failed[0] && call.operation().equals(operation)) {
                        failed[0] = true;
                        throw new HostException(code, operation + " failed");
                    }
                });

                var result = deployer().deploy(job(NEXT, null, null), new MemoryLink());

                assertThat(rolledBack(result).message()).isEqualTo(operation + " failed");
            }
        }
    }

    @Test
    void saysThatTheFormerStateIsNotProvedAndGoesOnLater() {
        site.testFailsAfterChange = true;
        var blocked = new boolean[] {true};
        site.host.onCall(call -> {
            if (blocked[0] && call.operation().equals("copy") && call.subject().contains(".new"))
                throw new HostException(FailureCode.DISK_FULL, "no room");
        });

        var result = deploy();

        assertThat(result).isInstanceOf(Unrestored.class);
        assertThat(((Unrestored) result).rollback().message()).isEqualTo("no room");
        blocked[0] = false;
        assertThat(rolledBack(deploy(job(NEXT, null, link.unfinished()))).words())
                .contains("[emerg] broken");
    }

    @Test
    void undoesWhatItDidWhenTheLinkIsLost() {
        for (var lostFrom = 2; lostFrom <= 15; lostFrom++) {
            var broken = new MemoryLink();
            broken.lostFrom = lostFrom;

            var result = deployer().deploy(job(NEXT, null, null), broken);

            assertThat(result).isInstanceOfAny(Refused.class, RolledBack.class);
            assertThat(site.serves()).isEqualTo(Artifacts.hash(FORMER.leaf()));
            assertThat(site.holds(FORMER)).isTrue();
        }
    }

    @Test
    void stopsBetweenStepsWhenItIsCancelled() {
        link.cancelledFrom = 8;

        assertThat(rolledBack(deploy()).code()).isEqualTo(FailureCode.CANCELLED);
    }

    @Test
    void touchesNothingMoreWhenAnotherRunHasTakenOver() {
        var replaced =
                new org.certwright.agent.job.DeploymentLink() {
                    @Override
                    public void planned(org.certwright.agent.job.DeploymentPlan plan) {}

                    @Override
                    public int begins(
                            org.certwright.agent.job.JournalEntry.Direction direction,
                            int step,
                            String title) {
                        if (step == 3) throw new SupersededException("run 2 has it");
                        return step + 1;
                    }

                    @Override
                    public void ended(
                            int number,
                            org.certwright.agent.job.JournalEntry.State state,
                            @Nullable String output) {}

                    @Override
                    public boolean cancelRequested() {
                        return false;
                    }
                };

        assertThatThrownBy(() -> deployer().deploy(job(NEXT, null, null), replaced))
                .isInstanceOf(SupersededException.class);
        assertThat(site.host.paths()).contains(Site.KEY + ".certwright-7.new");
        assertThat(site.holds(FORMER)).isTrue();
    }

    /** Killed before or after each entry of the journal, on the way forward and on the way back. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsByItselfAfterBeingKilledAnywhere(boolean failing) throws IOException {
        var ends = new java.util.TreeSet<String>();
        var all = 1;
        for (var at = 1; at <= all; at++) {
            for (var before : List.of(true, false)) {
                try (var fresh = new Site(FORMER)) {
                    fresh.testFailsAfterChange = failing;
                    site = fresh;
                    var killed = new MemoryLink();
                    killed.killAt = at;
                    killed.beforeItIsWritten = before;
                    try {
                        deployer().deploy(job(NEXT, null, null), killed);
                    } catch (MemoryLink.Killed e) {
                        assertThat(site.serves())
                                .isIn(Artifacts.hash(FORMER.leaf()), Artifacts.hash(NEXT.leaf()));
                    }
                    all = Math.max(all, killed.calls() + 1);
                    killed.killAt = Integer.MAX_VALUE;

                    var result = deployer().deploy(job(NEXT, null, killed.unfinished()), killed);

                    var expected = result instanceof Deployed ? NEXT : FORMER;
                    assertThat(result).isInstanceOfAny(Deployed.class, RolledBack.class);
                    assertThat(site.serves()).isEqualTo(Artifacts.hash(expected.leaf()));
                    assertThat(site.holds(expected)).isTrue();
                    assertThat(site.host.paths()).noneMatch(it -> it.endsWith(".new"));
                    assertThat(killed.entries())
                            .noneMatch(it ->
                                    it.state()
                                            == org.certwright.agent.job.JournalEntry.State.RUNNING);
                    ends.add(result.getClass().getSimpleName());
                }
            }
        }
        assertThat(all).isGreaterThan(15);
        assertThat(ends).containsExactly(failing ? "RolledBack" : "Deployed");
    }

    private DeploymentResult deploy() {
        return deploy(job(NEXT, null, null));
    }

    private DeploymentResult deploy(DeploymentJob job) {
        return deployer().deploy(job, link);
    }

    private Deployer deployer() {
        return new Deployer(_ -> site.host, _ -> site, Clock.systemUTC(), QUICK);
    }

    private DeploymentJob job(
            KeyMaterial material, @Nullable String approved, @Nullable Unfinished unfinished) {
        return new DeploymentJob(
                7,
                site.server(),
                "/site|www",
                Placement.IN_PLACE,
                material,
                List.of(CA.root()),
                List.of(),
                new Settings(1, 2, 5),
                approved,
                unfinished);
    }

    private static Failure refused(DeploymentResult result) {
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).cause();
    }

    private Failure rolledBack(DeploymentResult result) {
        assertThat(result).isInstanceOf(RolledBack.class);
        assertThat(site.serves()).isEqualTo(Artifacts.hash(FORMER.leaf()));
        assertThat(site.holds(FORMER)).isTrue();
        assertThat(site.host.paths()).noneMatch(it -> it.endsWith(".new"));
        return ((RolledBack) result).cause();
    }

    private void assertUntouched() {
        assertThat(site.holds(FORMER)).isTrue();
        assertThat(site.host.calls())
                .extracting(it -> it.operation())
                .doesNotContain("stage", "copy", "replace", "delete");
    }
}
