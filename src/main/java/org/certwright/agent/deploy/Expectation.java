package org.certwright.agent.deploy;

import java.security.PublicKey;
import java.util.Optional;
import org.certwright.agent.deploy.Sight.Verdict;
import org.certwright.agent.job.Endpoint;
import org.certwright.agent.target.Artifacts;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint should present.
 *
 * @param leaf SHA-256 (hex)
 * @param former SHA-256 (hex) of the leaf that was there before; empty when there was none
 * @param key of the certificate being deployed: where a server has several, the one for such keys
 *     is asked for
 * @param chain says what is wrong with a presented chain
 */
record Expectation(Endpoint endpoint, String leaf, String former, PublicKey key, ChainTest chain) {

    @FunctionalInterface
    interface ChainTest {

        ChainTest NONE = _ -> Optional.empty();

        Optional<String> problem(Answer.Presented presented);
    }

    Sight look(Handshakes handshakes) {
        var sight = judge(handshakes.shake(endpoint));
        var presented = sight.leaf();
        if (presented == null
                || sight.verdict() == Verdict.MATCH
                || sameKind(presented.getPublicKey(), key)) {
            return sight;
        }
        var second = judge(handshakes.shake(endpoint, key));
        return second.leaf() == null ? sight : second;
    }

    private Sight judge(Answer answer) {
        return switch (answer) {
            case Answer.None(var kind, var words) ->
                    new Sight(
                            switch (kind) {
                                case REFUSED -> Verdict.REFUSED;
                                case TIMEOUT -> Verdict.TIMEOUT;
                                case ALERT -> Verdict.ALERT;
                            },
                            null,
                            words);
            case Answer.Presented it -> judge(it);
        };
    }

    private Sight judge(Answer.Presented presented) {
        var hash = Artifacts.hash(presented.leaf());
        if (!hash.equals(leaf)) {
            return new Sight(
                    hash.equals(former) ? Verdict.FORMER : Verdict.OTHER, presented.leaf(), "");
        }
        var problem = chain.problem(presented);
        return new Sight(
                problem.isEmpty() ? Verdict.MATCH : Verdict.CHAIN_BROKEN,
                presented.leaf(),
                problem.orElse(presented.protocol()));
    }

    static boolean sameKind(PublicKey one, @Nullable PublicKey other) {
        return other != null
                && one.getAlgorithm().substring(0, 2).equals(other.getAlgorithm().substring(0, 2));
    }
}
