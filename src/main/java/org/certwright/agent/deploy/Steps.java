package org.certwright.agent.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.DeploymentJob;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.FileChange;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.ServiceControl;
import org.certwright.agent.job.Step;
import org.certwright.agent.transport.RemoteHost;

/** How each step of a plan is done, and undone. Each returns what the timeline shows. */
final class Steps {

    private final Session session;
    private final DeploymentJob job;
    private final DeploymentPlan plan;
    private final Timing timing;

    Steps(Session session, DeploymentJob job, DeploymentPlan plan, Timing timing) {
        this.session = session;
        this.job = job;
        this.plan = plan;
        this.timing = timing;
    }

    /** The server's own tests that stand before the first change. */
    void testBefore() throws HostException {
        for (var step : plan.steps()) {
            if (!(step instanceof Step.Test(_, var command))) return;
            test(session.host(), command, FailureCode.CONFIGURATION_ALREADY_BROKEN);
        }
    }

    /** Nothing has been touched yet: is everything still what the plan was made from? */
    void expectUntouched() throws HostException {
        for (var step : plan.steps()) {
            if (step instanceof Step.Swap(_, var changes))
                new Files(session.host()).expectBefore(changes);
        }
    }

    /**
     * @param touched whether something on the server has been changed before
     */
    String perform(Step step, boolean touched) throws HostException {
        var host = session.host();
        var files = new Files(host);
        return switch (step) {
            case Step.Test(_, var command) ->
                    test(
                            host,
                            command,
                            touched
                                    ? FailureCode.TEST_FAILED
                                    : FailureCode.CONFIGURATION_ALREADY_BROKEN);
            case Step.BackUp(_, var changes) -> files.backUp(changes) + prune(host, changes);
            case Step.Stage(_, var changes) -> files.stage(changes, job.material());
            case Step.Swap(_, var changes) -> files.swap(changes);
            case Step.Activate(_, var service) -> activate(host, service);
            case Step.Prove it -> prove(it);
        };
    }

    String restore(List<FileChange> changes) throws HostException {
        return session.persistently(host -> new Files(host).restore(changes));
    }

    String discard(List<FileChange> changes) throws HostException {
        return session.persistently(host -> new Files(host).discard(changes));
    }

    String activateAgain(ServiceControl service) throws HostException {
        return session.persistently(host -> activate(host, service));
    }

    /** That each endpoint that answered before presents its former leaf again. */
    String proveFormer(Optional<ServiceControl> service) throws HostException {
        var expectations = new ArrayList<Expectation>();
        var endpoints = Planner.endpoints(plan);
        for (var i = 0; i < endpoints.size(); i++) {
            var former = plan.formerLeaf().get(i);
            if (!former.isEmpty()) {
                expectations.add(
                        new Expectation(
                                endpoints.get(i),
                                former,
                                plan.leaf(),
                                job.material().leaf().getPublicKey(),
                                Expectation.ChainTest.NONE));
            }
        }
        if (expectations.isEmpty()) {
            return "No endpoint answered before the deployment, so there is nothing to prove.";
        }
        return proof(expectations)
                .await(() -> {
                    if (service.isPresent()) startIfDead(service.get());
                });
    }

    private String prove(Step.Prove step) throws HostException {
        var all = Planner.endpoints(plan);
        var leaf = job.material().leaf();
        var expectations =
                step.endpoints().stream()
                        .map(it ->
                                new Expectation(
                                        it,
                                        plan.leaf(),
                                        plan.formerLeaf().get(all.indexOf(it)),
                                        leaf.getPublicKey(),
                                        new ChainProof(job)))
                        .toList();
        var proof = proof(expectations);
        try {
            return proof.await(this::failIfDead);
        } catch (HostException e) {
            if (e.failure().code() != FailureCode.PROOF_FAILED) throw e;
            throw new Misses(session, plan).explain(e, step.endpoints(), proof.sights());
        }
    }

    private Proof proof(List<Expectation> expectations) {
        return new Proof(new Handshakes(timing), timing, job.settings(), expectations);
    }

    private static String test(RemoteHost host, Command command, FailureCode code)
            throws HostException {
        var output = host.ask(command);
        if (output.succeeded()) return Texts.output(command, output);
        throw new HostException(
                new Failure(
                        code,
                        code == FailureCode.TEST_FAILED
                                ? "The server's own configuration test failed after the change: '%s' ended with %d."
                                        .formatted(command, output.exit())
                                : "The server's own configuration test fails already, before anything was changed: '%s' ended with %d."
                                        .formatted(command, output.exit()),
                        Texts.words(output),
                        code == FailureCode.TEST_FAILED
                                ? null
                                : "Mend the server's configuration first; then deploy again."));
    }

    /** Reloads; starts a service that is found dead. */
    private static String activate(RemoteHost host, ServiceControl service) throws HostException {
        var alive = host.ask(service.running()).succeeded();
        var command = alive ? service.reload() : service.start();
        var output = host.run(command);
        if (output.succeeded()) {
            return (alive ? "" : "The service was not running, so it was started.\n")
                    + Texts.output(command, output);
        }
        throw new HostException(
                new Failure(
                        FailureCode.ACTIVATION_FAILED,
                        "'%s' ended with %d.".formatted(command, output.exit()),
                        Texts.words(output),
                        null));
    }

    private void failIfDead() throws HostException {
        var service = service();
        if (service.isEmpty() || session.host().ask(service.get().running()).succeeded()) return;
        throw new HostException(
                new Failure(
                        FailureCode.SERVICE_DOWN,
                        "The service is no longer running after '%s'."
                                .formatted(service.get().reload()),
                        null,
                        "It is started again with the former files."));
    }

    private void startIfDead(ServiceControl service) throws HostException {
        session.persistently(host ->
                host.ask(service.running()).succeeded()
                        ? ""
                        : Texts.output(service.start(), host.run(service.start())));
    }

    Optional<ServiceControl> service() {
        return plan.steps().stream()
                .filter(Step.Activate.class::isInstance)
                .map(it -> ((Step.Activate) it).service())
                .findFirst();
    }

    /** Keeps the latest backups of each file; one that cannot be deleted does no harm. */
    private String prune(RemoteHost host, List<FileChange> changes) {
        var lines = new StringBuilder();
        for (var change : changes) {
            var backup = change.backup();
            if (backup == null) continue;
            try {
                for (var old :
                        Backups.beyond(host, change.path(), backup, job.settings().backupsKept()))
                    host.delete(old);
            } catch (HostException e) {
                lines.append("\nOlder backups stay: ").append(e.failure().message());
            }
        }
        return lines.toString();
    }
}
