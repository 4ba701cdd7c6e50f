package org.certwright.agent.deploy;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.certwright.agent.job.Content;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.Endpoint;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.Step;
import org.certwright.agent.target.Artifacts;

/** Says why a proof failed. */
final class Misses {

    private final Session session;
    private final DeploymentPlan plan;

    Misses(Session session, DeploymentPlan plan) {
        this.session = session;
        this.plan = plan;
    }

    /**
     * An endpoint that presents neither the new leaf nor the one that stood in the replaced file is
     * served by another virtual host.
     */
    HostException explain(HostException proof, List<Endpoint> endpoints, List<Sight> sights)
            throws HostException {
        var replaced = replacedLeaves();
        for (var i = 0; i < sights.size(); i++) {
            var leaf = sights.get(i).leaf();
            if (leaf == null || replaced.isEmpty()) continue;
            var hash = Artifacts.hash(leaf);
            if (!hash.equals(plan.leaf()) && !replaced.contains(hash)) {
                return new HostException(
                        new Failure(
                                FailureCode.WRONG_TARGET,
                                "Another virtual host answers for %s: it presents %s, which is not the certificate that was replaced."
                                        .formatted(endpoints.get(i), Texts.name(leaf)),
                                proof.failure().words(),
                                "Look which virtual host serves this name on this port, and choose that as the target."));
            }
        }
        return proof;
    }

    private Set<String> replacedLeaves() throws HostException {
        var leaves = new HashSet<String>();
        for (var step : plan.steps()) {
            if (!(step instanceof Step.BackUp(_, var changes))) continue;
            for (var change : changes) {
                var backup = change.backup();
                if (backup != null
                        && change.content() instanceof Content.Material(var part)
                        && part != Content.Part.KEY
                        && part != Content.Part.INTERMEDIATES)
                    first(session.host().read(backup))
                            .ifPresent(it -> leaves.add(Artifacts.hash(it)));
            }
        }
        return leaves;
    }

    private static Optional<X509Certificate> first(byte[] pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .findFirst();
        } catch (CertificateException e) {
            return Optional.empty(); // what stood there was no certificate
        }
    }
}
