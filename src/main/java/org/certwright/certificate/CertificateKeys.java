package org.certwright.certificate;

import java.util.List;
import java.util.UUID;

/**
 * Implemented by what keeps private keys for certificates beside their versions. They leave the
 * vault with the certificate.
 */
public interface CertificateKeys {

    /** Where the vault keeps them. Rows that name them go with the certificate. */
    List<UUID> of(long certificateId);
}
