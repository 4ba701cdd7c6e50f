package org.certwright.agent.job;

import java.util.List;
import java.util.stream.Stream;

/**
 * All a deployment will do to a server, as data: what a dry run shows, an approver approves, the
 * executor executes and the journal records. It holds no secret.
 *
 * @param product what was found, for example {@code nginx 1.22.1}
 * @param bindingId the binding it concerns
 * @param leaf SHA-256 (hex) of the leaf to be deployed
 * @param formerLeaf SHA-256 (hex) of the leaf each endpoint presented when the plan was made, in
 *     the order of the {@link Step.Prove} step's endpoints; empty text where no handshake was
 *     possible
 * @param alsoConcerned other virtual hosts that use one of the files and so change with it
 * @param warnings what an approver should know
 */
public record DeploymentPlan(
        String product,
        String bindingId,
        String leaf,
        List<String> formerLeaf,
        List<Step> steps,
        List<String> alsoConcerned,
        List<String> warnings) {

    public DeploymentPlan {
        formerLeaf = List.copyOf(formerLeaf);
        steps = List.copyOf(steps);
        alsoConcerned = List.copyOf(alsoConcerned);
        warnings = List.copyOf(warnings);
    }

    /**
     * What an approval binds: SHA-256 (hex) over binding, leaf, steps and other virtual hosts
     * concerned. The same for the same work, in every process; the product's version, the leaves
     * presented, warnings, and the names of staged and backup files do not count.
     */
    public String hash() {
        return PlanHash.of(this);
    }

    /** The plan with what handshakes and checks of the material added. */
    public DeploymentPlan found(List<String> formerLeaf, List<String> moreWarnings) {
        var all = Stream.concat(warnings.stream(), moreWarnings.stream()).toList();
        return new DeploymentPlan(product, bindingId, leaf, formerLeaf, steps, alsoConcerned, all);
    }
}
