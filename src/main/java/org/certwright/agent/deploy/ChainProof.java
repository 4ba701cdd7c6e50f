package org.certwright.agent.deploy;

import java.util.Optional;
import org.certwright.agent.job.DeploymentJob;

/** Whether a server sends all that a client needs to come from the leaf to a trust anchor. */
final class ChainProof implements Expectation.ChainTest {

    private final DeploymentJob job;

    ChainProof(DeploymentJob job) {
        this.job = job;
    }

    @Override
    public Optional<String> problem(Answer.Presented presented) {
        var sent = presented.chain();
        return job.trust()
                .gap(
                        sent.getFirst(),
                        sent.subList(1, sent.size()),
                        job.material().chain().getLast())
                .map(it ->
                        "its chain is incomplete: the issuer of %s is not sent"
                                .formatted(Texts.name(it)));
    }
}
