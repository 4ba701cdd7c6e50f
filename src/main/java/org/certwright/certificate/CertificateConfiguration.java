package org.certwright.certificate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import org.certwright.pki.KeyAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * How a certificate is to be issued and kept. Which bot does it, and where it goes, stand beside it
 * on the {@link Certificate}.
 *
 * @param commonName may be empty when there are names
 * @param names subject alternative names: DNS names and IP addresses as text
 * @param keyAlgorithm of a new key
 * @param reuseKey keep the key of the current version where it is known; else a new key each time
 * @param validityDays as asked for; the CA may shorten it. Null means as long as the CA issues
 * @param window when servers may be touched; null means at any time
 * @param automatic false: a person approves each plan before it is deployed
 */
@Embeddable
public record CertificateConfiguration(
        @Column(name = "connector_id") Long connectorId,
        @Column(name = "subject_common_name") String commonName,
        @Nullable @Column(name = "subject_organization") String organization,
        @Column(name = "subject_names") List<String> names,
        @Enumerated(EnumType.STRING) @Column(name = "key_algorithm") KeyAlgorithm keyAlgorithm,
        @Column(name = "reuse_key") boolean reuseKey,
        @Nullable @Column(name = "validity_days") Integer validityDays,
        RenewalPolicy renewal,
        @Nullable MaintenanceWindow window,
        @Column(name = "automatic") boolean automatic) {

    public CertificateConfiguration {
        names = List.copyOf(names);
    }
}
