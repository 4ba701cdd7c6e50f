package org.certwright.provisioning;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.Failure;
import org.certwright.certificate.CertificateTarget;
import org.jspecify.annotations.Nullable;

/**
 * One version of a certificate on its way to one place on one server. Plan and journal are written
 * beside it while a bot is at work; everything else changes by these verbs.
 */
@Entity
class Deployment {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long certificateId;
    private long versionId;
    private @Nullable Long serverId;
    private String serverName;
    private String bindingId;
    private String virtualHost;

    @Enumerated(EnumType.STRING)
    private Placement placement;

    private int wave;
    private UUID rollout;
    private String reason;
    private boolean dryRun;
    private boolean needsApproval;
    private boolean inWindow;

    @Enumerated(EnumType.STRING)
    private DeploymentState state = DeploymentState.WAITING;

    @Convert(converter = Json.OfPlan.class)
    private @Nullable DeploymentPlan plan;

    private @Nullable String planHash;
    private @Nullable String approvedPlan;
    private @Nullable String approvedBy;
    private @Nullable Instant approvedAt;
    private UUID ticket = UUID.randomUUID();
    private int run;
    private int attempt;
    private boolean cancelRequested;

    @Convert(converter = Json.OfFailure.class)
    private @Nullable Failure failure;

    @Convert(converter = Json.OfFailure.class)
    private @Nullable Failure rollbackFailure;

    private @Nullable String proof;
    private int retries;
    private @Nullable Instant nextAttemptAt;
    private Instant createdAt;
    private String createdBy;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    @Version private int lockVersion;

    @SuppressWarnings("NullAway.Init")
    protected Deployment() {}

    Deployment(
            Rollout rollout,
            long certificateId,
            long versionId,
            CertificateTarget target,
            String serverName,
            Instant now) {
        this.rollout = rollout.id();
        this.reason = rollout.reason();
        this.createdBy = rollout.by();
        this.dryRun = rollout.dryRun();
        this.inWindow = rollout.inWindow();
        this.needsApproval = rollout.needsApproval();
        this.certificateId = certificateId;
        this.versionId = versionId;
        this.serverId = target.serverId();
        this.serverName = serverName;
        this.bindingId = target.bindingId();
        this.virtualHost = target.virtualHost();
        this.placement = target.placement();
        this.wave = target.wave();
        this.createdAt = now;
    }

    /**
     * Its turn has come, or it is tried again; a run that still waits for its turn does nothing.
     */
    void queue(Instant at) {
        state = DeploymentState.QUEUED;
        again(at);
    }

    /** The rollback is tried again. */
    void again(Instant at) {
        ticket = UUID.randomUUID();
        nextAttemptAt = at;
    }

    /** Only the plan is wanted: handed out without a start. */
    void planning() {
        run++;
    }

    /** The plan as made now, for a person to read. */
    void planned(DeploymentPlan made) {
        plan = made;
        planHash = made.hash();
        failure = null;
        nextAttemptAt = null;
        state = DeploymentState.PLANNED;
    }

    /**
     * This plan and no other is carried out, at once; what was a dry run is a rollout of its own.
     */
    void approve(String by, Instant now) {
        if (dryRun) {
            rollout = UUID.randomUUID();
            createdBy = by;
            reason = "Dry run, carried out";
        }
        approvedPlan = planHash;
        approvedBy = by;
        approvedAt = now;
        dryRun = false;
        inWindow = false;
        retries = 0;
    }

    /** A bot begins afresh. */
    void start(Instant now) {
        state = DeploymentState.RUNNING;
        run++;
        attempt++;
        plan = null;
        planHash = null;
        failure = null;
        rollbackFailure = null;
        proof = null;
        nextAttemptAt = null;
        startedAt = now;
        endedAt = null;
    }

    /** A bot goes on where another run was cut off; the other can record nothing more. */
    void takeOver() {
        run++;
        nextAttemptAt = null;
    }

    void deployed(String proved, Instant now) {
        proof = proved;
        retries = 0;
        end(DeploymentState.DEPLOYED, now);
    }

    void refused(Failure cause, Instant now) {
        failure = cause;
        end(DeploymentState.REFUSED, now);
    }

    void rolledBack(Failure cause, String proved, Instant now) {
        failure = cause;
        rollbackFailure = null;
        proof = proved;
        end(DeploymentState.ROLLED_BACK, now);
    }

    void unrestored(Failure cause, Failure rollback) {
        if (state != DeploymentState.UNRESTORED) {
            failure = cause;
            retries = 0;
        }
        rollbackFailure = rollback;
        state = DeploymentState.UNRESTORED;
        retries++;
    }

    void retry(Instant at) {
        retries++;
        queue(at);
    }

    void retryNow(Instant now) {
        retries = 0;
        cancelRequested = false;
        approvedPlan = null;
        approvedBy = null;
        approvedAt = null;
        inWindow = false;
        queue(now);
    }

    void requestCancel() {
        cancelRequested = true;
    }

    /** A run that has it in its hands can record nothing more. */
    void cancel(Instant now) {
        run++;
        end(DeploymentState.CANCELLED, now);
    }

    private void end(DeploymentState how, Instant now) {
        state = how;
        nextAttemptAt = null;
        endedAt = now;
    }

    boolean isFor(CertificateTarget target) {
        return target.serverId().equals(serverId) && target.bindingId().equals(bindingId);
    }

    boolean isAtPlaceOf(Deployment other) {
        return Objects.equals(serverId, other.serverId) && bindingId.equals(other.bindingId);
    }

    boolean hasDeployed(long version) {
        return state == DeploymentState.DEPLOYED && versionId == version;
    }

    /** The last attempt failed; it may be tried again by itself. */
    boolean hasFailed() {
        return failure != null && state != DeploymentState.DEPLOYED;
    }

    /** The last attempt failed, and the former certificate is proved back in place. */
    boolean isRestored() {
        return hasFailed() && proof != null && rollbackFailure == null;
    }

    /** Where it failed, and how. */
    String cause() {
        return "%s: %s".formatted(serverName, failure == null ? "" : failure.message());
    }

    long id() {
        if (id == null) throw new IllegalStateException("The deployment is not saved");
        return id;
    }

    long certificateId() {
        return certificateId;
    }

    long versionId() {
        return versionId;
    }

    /** Null once the server was deleted. */
    @Nullable Long serverId() {
        return serverId;
    }

    String serverName() {
        return serverName;
    }

    String bindingId() {
        return bindingId;
    }

    String virtualHost() {
        return virtualHost;
    }

    Placement placement() {
        return placement;
    }

    int wave() {
        return wave;
    }

    UUID rollout() {
        return rollout;
    }

    String reason() {
        return reason;
    }

    boolean isDryRun() {
        return dryRun;
    }

    boolean isInWindow() {
        return inWindow;
    }

    /** Whether a bot is to stop after the plan. */
    boolean planOnly() {
        return dryRun || needsApproval && approvedPlan == null;
    }

    DeploymentState state() {
        return state;
    }

    @Nullable DeploymentPlan plan() {
        return plan;
    }

    @Nullable String planHash() {
        return planHash;
    }

    @Nullable String approvedPlan() {
        return approvedPlan;
    }

    @Nullable String approvedBy() {
        return approvedBy;
    }

    @Nullable Instant approvedAt() {
        return approvedAt;
    }

    UUID ticket() {
        return ticket;
    }

    int run() {
        return run;
    }

    int attempt() {
        return attempt;
    }

    boolean isCancelRequested() {
        return cancelRequested;
    }

    @Nullable Failure failure() {
        return failure;
    }

    @Nullable Failure rollbackFailure() {
        return rollbackFailure;
    }

    @Nullable String proof() {
        return proof;
    }

    int retries() {
        return retries;
    }

    @Nullable Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    String createdBy() {
        return createdBy;
    }

    @Nullable Instant startedAt() {
        return startedAt;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }
}
