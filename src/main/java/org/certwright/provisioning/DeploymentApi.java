package org.certwright.provisioning;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.JournalEntry.Direction;
import org.certwright.agent.job.JournalEntry.State;
import org.certwright.provisioning.DeploymentSteps.TimedEntry;
import org.certwright.security.RequiresAuditor;
import org.certwright.web.ApiPaths;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The plan of a deployment, and what became of it step by step. */
@RestController
@RequestMapping(ApiPaths.ROOT + "/deployments/{id:\\d+}")
@RequiresAuditor
class DeploymentApi {

    private final Deployments deployments;
    private final DeploymentSteps steps;

    DeploymentApi(Deployments deployments, DeploymentSteps steps) {
        this.deployments = deployments;
        this.steps = steps;
    }

    /** What is done to the server. */
    record Plan(
            @Schema(description = "What the action approve wants to be told") String hash,
            String product,
            List<String> alsoConcerned,
            List<String> warnings,
            List<PlanLine> steps) {

        static Plan of(DeploymentPlan it, String hash) {
            return new Plan(hash, it.product(), it.alsoConcerned(), it.warnings(), PlanLine.of(it));
        }
    }

    /** The latest attempt. */
    record Journal(
            DeploymentState state,
            int attempt,
            @Nullable Failure failure,
            @Nullable Failure rollbackFailure,
            @Nullable String proof,
            @Nullable Instant nextAttemptAt,
            List<Line> steps) {}

    /** A step that has begun. */
    record Line(
            int number,
            Direction direction,
            String title,
            State state,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String output) {

        static Line of(TimedEntry it) {
            var entry = it.entry();
            return new Line(
                    entry.number(),
                    entry.direction(),
                    entry.title(),
                    entry.state(),
                    it.startedAt(),
                    it.endedAt(),
                    entry.output());
        }
    }

    @GetMapping("/plan")
    @Operation(
            tags = ProvisioningActions.DEPLOYMENTS,
            summary = "What a deployment does, or would do, to the server")
    Plan plan(@PathVariable long id) {
        var it = find(id);
        var plan = it.plan();
        var hash = it.planHash();
        if (plan == null || hash == null)
            throw new NotFoundException("Deployment %d has no plan yet.".formatted(id));
        return Plan.of(plan, hash);
    }

    @GetMapping("/journal")
    @Operation(
            tags = ProvisioningActions.DEPLOYMENTS,
            summary = "What became of a deployment, step by step")
    Journal journal(@PathVariable long id) {
        var it = find(id);
        return new Journal(
                it.state(),
                it.attempt(),
                it.failure(),
                it.rollbackFailure(),
                it.proof(),
                it.nextAttemptAt(),
                steps.of(id, it.attempt()).stream().map(Line::of).toList());
    }

    private Deployment find(long id) {
        return deployments
                .findById(id)
                .orElseThrow(
                        () -> new NotFoundException("There is no deployment %d.".formatted(id)));
    }
}
