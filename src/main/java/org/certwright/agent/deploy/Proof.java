package org.certwright.agent.deploy;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.certwright.agent.deploy.Sight.Verdict;
import org.certwright.agent.job.DeploymentJob.Settings;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.target.Artifacts;
import org.jspecify.annotations.Nullable;

/**
 * Handshakes with each endpoint until every one has shown the expected leaf several times in a row,
 * or the time is over.
 */
final class Proof {

    /** Called when an endpoint takes no connection: is the service still alive? */
    @FunctionalInterface
    interface Watch {
        void refused() throws HostException;
    }

    private final Handshakes handshakes;
    private final Timing timing;
    private final Settings settings;
    private final List<Progress> endpoints;

    Proof(Handshakes handshakes, Timing timing, Settings settings, List<Expectation> expectations) {
        this.handshakes = handshakes;
        this.timing = timing;
        this.settings = settings;
        this.endpoints = expectations.stream().map(Progress::new).toList();
    }

    /**
     * @return a line for each endpoint
     * @throws HostException with PROOF_FAILED, its words a paragraph for each endpoint; or what
     *     {@code watch} throws
     */
    String await(Watch watch) throws HostException {
        var pauses = timing.upTo(Duration.ofSeconds(settings.proofSeconds()));
        while (!round()) {
            if (pauses.over()) {
                throw failed();
            }
            if (endpoints.stream().anyMatch(it -> it.saw(Verdict.REFUSED))) {
                watch.refused();
            }
            if (endpoints.stream().allMatch(it -> it.hits > 0)) {
                Pauses.sleep(timing.betweenMatches());
            } else {
                pauses.pause();
            }
        }
        return endpoints.stream().map(Progress::proved).collect(Collectors.joining("\n"));
    }

    /** What each endpoint showed last, in their order. */
    List<Sight> sights() {
        return endpoints.stream().map(it -> it.last).toList();
    }

    private boolean round() {
        var all = true;
        for (var endpoint : endpoints) {
            all &= endpoint.proved || endpoint.look();
        }
        return all;
    }

    private HostException failed() {
        var proved = endpoints.stream().filter(it -> it.proved).count();
        return new HostException(
                new Failure(
                        FailureCode.PROOF_FAILED,
                        "%d of %d endpoints present the expected certificate %d times in a row within %d seconds."
                                .formatted(
                                        proved,
                                        endpoints.size(),
                                        settings.proofInARow(),
                                        settings.proofSeconds()),
                        endpoints.stream()
                                .map(it -> it.proved ? it.proved() : it.missed())
                                .collect(Collectors.joining("\n")),
                        endpoints.stream()
                                .filter(it -> !it.proved)
                                .map(it -> remedy(it.last.verdict()))
                                .findFirst()
                                .orElse(null)));
    }

    private static String remedy(Verdict verdict) {
        return switch (verdict) {
            case FORMER ->
                    "See whether the reload took effect, and whether another process or a proxy in front answers on this port.";
            case OTHER ->
                    "Another virtual host, or something in front of the server, answers for this name; choose the place that serves it.";
            case CHAIN_BROKEN ->
                    "See that the server sends the intermediates, and that nothing else sets the chain.";
            case REFUSED, TIMEOUT ->
                    "See that the service listens on this port, and that the bot may reach it.";
            case ALERT -> "See the server's own log for the handshake it refused.";
            case MATCH -> "Some processes still present the former certificate; try again.";
        };
    }

    private final class Progress {

        private static final Sight NOTHING = new Sight(Verdict.TIMEOUT, null, "");

        private final Expectation expected;
        private int tries;
        private int hits;
        private boolean proved;
        private Sight last = NOTHING;

        Progress(Expectation expected) {
            this.expected = expected;
        }

        boolean look() {
            last = expected.look(handshakes);
            tries++;
            hits = saw(Verdict.MATCH) ? hits + 1 : 0;
            proved = hits >= settings.proofInARow();
            return proved;
        }

        boolean saw(Verdict verdict) {
            return last.verdict() == verdict;
        }

        String proved() {
            return "%s  presents %s%s  %s  %d in a row%s"
                    .formatted(
                            expected.endpoint(),
                            Texts.brief(expected.leaf()),
                            until(last.leaf()),
                            last.words(),
                            settings.proofInARow(),
                            tries > settings.proofInARow() ? ", " + tries + " tries" : "");
        }

        String missed() {
            return "%s\n  expected   %s\n  %s  (%d tries)"
                    .formatted(expected.endpoint(), Texts.brief(expected.leaf()), seen(), tries);
        }

        private String seen() {
            var leaf = last.leaf();
            var presented = leaf == null ? "" : "presented  " + described(leaf);
            return switch (last.verdict()) {
                case MATCH -> presented + ", too few times in a row";
                case CHAIN_BROKEN -> presented + ", but " + last.words();
                case FORMER -> presented + ", the former certificate";
                case OTHER -> presented + ", another certificate";
                case REFUSED -> "no connection: " + last.words();
                case TIMEOUT -> "no answer in time: " + last.words();
                case ALERT -> "the handshake failed: " + last.words();
            };
        }
    }

    private static String described(X509Certificate leaf) {
        return "%s  %s%s"
                .formatted(Texts.brief(Artifacts.hash(leaf)), Texts.name(leaf), until(leaf));
    }

    private static String until(@Nullable X509Certificate leaf) {
        return leaf == null ? "" : ", expires " + leaf.getNotAfter().toInstant();
    }
}
