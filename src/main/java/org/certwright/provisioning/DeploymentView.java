package org.certwright.provisioning;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.Failure;
import org.jspecify.annotations.Nullable;

/** What the page of one deployment shows beside its row. */
record DeploymentView(
        DeploymentState state,
        String bindingId,
        int attempt,
        @Nullable DeploymentPlan plan,
        @Nullable String planHash,
        @Nullable String approvedBy,
        @Nullable Instant approvedAt,
        boolean cancelRequested,
        @Nullable Failure failure,
        @Nullable Failure rollbackFailure,
        @Nullable String proof,
        @Nullable Instant nextAttemptAt) {

    static DeploymentView of(Deployment it) {
        return new DeploymentView(
                it.state(),
                it.bindingId(),
                it.attempt(),
                it.plan(),
                it.planHash(),
                it.approvedBy(),
                it.approvedAt(),
                it.isCancelRequested(),
                it.failure(),
                it.rollbackFailure(),
                it.proof(),
                it.nextAttemptAt());
    }

    /** The page asks for its changing part again. */
    public boolean isLive() {
        return state == DeploymentState.QUEUED
                || state == DeploymentState.RUNNING
                || state == DeploymentState.UNRESTORED;
    }

    public boolean isPlanned() {
        return state == DeploymentState.PLANNED;
    }

    public boolean isDeployed() {
        return state == DeploymentState.DEPLOYED;
    }

    public boolean isRolledBack() {
        return state == DeploymentState.ROLLED_BACK
                || state == DeploymentState.QUEUED && failure != null && proof != null;
    }

    public boolean canRetry() {
        return state.failed()
                || state == DeploymentState.CANCELLED
                || state == DeploymentState.QUEUED && failure != null;
    }

    /** A person ended it after restoring the server by hand. */
    public boolean isRestoredByHand() {
        return state == DeploymentState.CANCELLED && rollbackFailure != null;
    }

    public boolean isUnrestored() {
        return state == DeploymentState.UNRESTORED;
    }

    public boolean canCancel() {
        return !cancelRequested
                && (state == DeploymentState.WAITING
                        || state == DeploymentState.QUEUED
                        || state == DeploymentState.PLANNED
                        || state == DeploymentState.RUNNING);
    }

    public List<PlanLine> planLines() {
        return Optional.ofNullable(plan).map(PlanLine::of).orElse(List.of());
    }

    /** What comes next without anybody doing something; null when a person is needed. */
    public @Nullable String byItself() {
        if (failure == null) return null;
        if (nextAttemptAt != null)
            return state == DeploymentState.UNRESTORED
                    ? "The rollback is tried again by itself."
                    : "It is tried again by itself.";
        return "No automatic retry: this needs a person.";
    }
}
