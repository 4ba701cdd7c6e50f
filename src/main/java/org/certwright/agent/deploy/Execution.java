package org.certwright.agent.deploy;

import java.util.Optional;
import org.certwright.agent.deploy.Journal.Entry;
import org.certwright.agent.job.DeploymentLink.LinkLostException;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.DeploymentResult;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.JournalEntry.Direction;
import org.certwright.agent.job.JournalEntry.State;
import org.certwright.agent.job.Step;

/**
 * One run through a plan: forward until the proof, or back to what was. Every step is written into
 * the journal before it is taken, so that a run that is cut off anywhere can be gone on with.
 */
final class Execution {

    private final DeploymentPlan plan;
    private final Steps steps;
    private final Journal journal;

    Execution(DeploymentPlan plan, Steps steps, Journal journal) {
        this.plan = plan;
        this.steps = steps;
        this.journal = journal;
    }

    /** Goes on where an earlier run was cut off: with the last intent, or with the rollback. */
    DeploymentResult goOn() {
        if (journal.wentBack()) return back(Outcome.of(journal.failed()));
        var last = journal.lastForward();
        if (last.isEmpty()) return forward(0);
        return forward(
                last.get().state() == State.DONE ? last.get().step() + 1 : last.get().step());
    }

    DeploymentResult forward(int from) {
        var proof = "";
        for (var index = from; index < plan.steps().size(); index++) {
            try {
                var step = plan.steps().get(index);
                if (journal.cancelRequested()) return failed(Outcome.CANCELLED);
                if (changes(step) && !touched()) steps.expectUntouched();
                proof = take(index, step);
            } catch (HostException e) {
                return failed(e.failure());
            } catch (LinkLostException e) {
                return failed(Outcome.linkLost(e));
            }
        }
        journal.flush();
        return new DeploymentResult.Deployed(proof);
    }

    private String take(int index, Step step) throws HostException {
        var entry = journal.begin(Direction.FORWARD, index, step.title());
        String output;
        try {
            output = steps.perform(step, touched());
        } catch (HostException e) {
            journal.end(entry, State.FAILED, Texts.failure(e.failure()));
            throw e;
        }
        journal.end(entry, State.DONE, Texts.limited(output));
        return output;
    }

    private DeploymentResult failed(Failure cause) {
        if (touched()) return back(cause);
        journal.flush();
        return new DeploymentResult.Refused(cause);
    }

    private DeploymentResult back(Failure cause) {
        var result = undone(cause);
        journal.flush();
        return result;
    }

    private DeploymentResult undone(Failure cause) {
        try {
            for (var index = plan.steps().size() - 1; index >= 0; index--) {
                if (!journal.begun(index)) continue;
                switch (plan.steps().get(index)) {
                    case Step.Swap(_, var changes) ->
                            undo(index, "Put the former files back", () -> steps.restore(changes));
                    case Step.Stage(_, var changes) ->
                            undo(index, "Delete the staged files", () -> steps.discard(changes));
                    default -> {}
                }
            }
            for (var index = 0; index < plan.steps().size(); index++) {
                if (journal.begun(index)
                        && plan.steps().get(index) instanceof Step.Activate(var title, var service))
                    undo(index, title, () -> steps.activateAgain(service));
            }
            var proof =
                    undo(
                            plan.steps().size() - 1,
                            "Prove the former certificate",
                            () ->
                                    steps.proveFormer(
                                            activated() ? steps.service() : Optional.empty()));
            return new DeploymentResult.RolledBack(cause, proof);
        } catch (HostException e) {
            return new DeploymentResult.Unrestored(cause, e.failure());
        }
    }

    @FunctionalInterface
    private interface Undo {
        String run() throws HostException;
    }

    private String undo(int index, String title, Undo undo) throws HostException {
        var entry = journal.begin(Direction.BACK, index, title);
        try {
            var output = undo.run();
            journal.end(entry, State.DONE, Texts.limited(output));
            journal.undone(index);
            return output;
        } catch (HostException e) {
            journal.end(entry, State.FAILED, Texts.failure(e.failure()));
            throw e;
        }
    }

    /** Whether a step that leaves something behind on the server was begun. */
    private boolean touched() {
        for (var index = 0; index < plan.steps().size(); index++)
            if (journal.begun(index) && changes(plan.steps().get(index))) return true;
        return false;
    }

    private boolean activated() {
        for (var index = 0; index < plan.steps().size(); index++)
            if (journal.begun(index) && plan.steps().get(index) instanceof Step.Activate)
                return true;
        return false;
    }

    private static boolean changes(Step step) {
        return switch (step) {
            case Step.Test _, Step.Prove _ -> false;
            case Step.BackUp _, Step.Stage _, Step.Swap _, Step.Activate _ -> true;
        };
    }

    /** Causes that are not the server's. */
    static final class Outcome {

        static final Failure CANCELLED =
                Failure.of(FailureCode.CANCELLED, "The deployment was cancelled.");

        private Outcome() {}

        static Failure linkLost(LinkLostException e) {
            return new Failure(
                    FailureCode.LINK_LOST,
                    "The journal at Certwright's server could not be written, so no further step was taken.",
                    e.getMessage(),
                    null);
        }

        /** What an earlier run wrote down before it was cut off. */
        static Failure of(Optional<Entry> failed) {
            return failed.map(it ->
                            new Failure(
                                    FailureCode.UNEXPECTED,
                                    "Step '%s' failed; the run was then cut off."
                                            .formatted(it.title()),
                                    it.output(),
                                    null))
                    .orElseGet(() ->
                            Failure.of(
                                    FailureCode.LINK_LOST,
                                    "The run was cut off while it was being rolled back."));
        }
    }
}
