package org.certwright.provisioning;

import java.util.Map;
import org.certwright.certificate.CertificateTab;
import org.springframework.stereotype.Component;

/** The tab "Deployments" of a certificate. */
@Component
class CertificateDeployments implements CertificateTab {

    private final DeploymentRows rows;
    private final Deployments deployments;

    CertificateDeployments(DeploymentRows rows, Deployments deployments) {
        this.rows = rows;
        this.deployments = deployments;
    }

    @Override
    public String key() {
        return "deployments";
    }

    @Override
    public String label() {
        return "Deployments";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public long count(long certificateId) {
        return deployments.countByCertificateId(certificateId);
    }

    @Override
    public String fragment() {
        return "provisioning/certificate :: deployments";
    }

    @Override
    public Map<String, Object> model(long certificateId) {
        return Map.of("rows", rows.ofCertificate(certificateId));
    }
}
