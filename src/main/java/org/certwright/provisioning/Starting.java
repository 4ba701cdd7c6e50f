package org.certwright.provisioning;

import java.util.List;
import org.certwright.certificate.Certificate;
import org.certwright.certificate.CertificateVersion;
import org.certwright.certificate.CertificateVersions;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.NotNowException;
import org.certwright.listing.RowAction.Done;
import org.certwright.web.NotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Rollouts that a person starts. */
@Service
class Starting {

    private final Certificates certificates;
    private final CertificateVersions versions;
    private final Rollouts rollouts;

    Starting(Certificates certificates, CertificateVersions versions, Rollouts rollouts) {
        this.certificates = certificates;
        this.versions = versions;
        this.rollouts = rollouts;
    }

    @Transactional
    public Done deploy(long certificateId, String by) {
        var certificate = free(certificateId);
        var version = current(certificate);
        certificate.asked("Deployment asked for", "Version " + version.number());
        return begun(
                certificate,
                rollouts.begin(
                        certificate, version, Rollout.now("Deploy now, asked for by " + by, by)),
                "The deployment has begun.");
    }

    @Transactional
    public Done rollBack(long certificateId, int number, String by) {
        var certificate = free(certificateId);
        var version =
                versions.find(certificateId, number)
                        .orElseThrow(() ->
                                new NotFoundException("There is no version %d.".formatted(number)));
        var current = certificate.currentVersion();
        var back = current != null && number < current.number();
        var what = (back ? "Roll back to version " : "Deploy version ") + number;
        certificate.asked("Deployment asked for", what);
        return begun(
                certificate,
                rollouts.begin(certificate, version, Rollout.now(what, by)),
                "Version %d is being deployed again.".formatted(number));
    }

    @Transactional
    public Done dryRun(long certificateId, String by) {
        var certificate = certificates.lock(certificateId).orElseThrow();
        certificate.asked("Dry run asked for", "Nothing is touched");
        certificates.save(certificate);
        return begun(
                certificate,
                rollouts.begin(certificate, current(certificate), Rollout.dryRun(by)),
                "The plan is being made. Nothing is touched.");
    }

    private Certificate free(long certificateId) {
        var certificate = certificates.lock(certificateId).orElseThrow();
        if (certificate.isDeploying())
            throw new NotNowException(certificate, "it is being deployed");
        if (certificate.status().ordering())
            throw new NotNowException(certificate, "it is being ordered");
        return certificate;
    }

    private static CertificateVersion current(Certificate certificate) {
        var version = certificate.currentVersion();
        if (version == null) throw new NotNowException(certificate, "it has not been issued yet");
        return version;
    }

    private static Done begun(Certificate certificate, List<Deployment> started, String message) {
        if (started.isEmpty())
            throw new NotNowException(
                    certificate, "it has no target; add one in its configuration");
        var url =
                started.size() == 1
                        ? "/provisioning/deployments/" + started.getFirst().id()
                        : "/provisioning/certificates/" + certificate.id() + "/deployments";
        return new Done(url, message);
    }
}
