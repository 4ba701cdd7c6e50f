package org.certwright.certificate;

import org.certwright.certificate.CertificateAction.Done;

/**
 * Something that can be done with one version of a certificate, for example <em>Roll back to
 * version 3</em>: a bean of the feature that does it, sent to {@code
 * /provisioning/certificates/{id}/versions/{number}/actions/{key}}, for administrators and
 * operators only.
 */
public interface VersionAction {

    /** Part of the address. */
    String key();

    String label(Certificate certificate, CertificateVersion version);

    /** Name of an outline icon of Tabler. */
    String icon();

    /** Whether it makes sense now. */
    boolean offered(Certificate certificate, CertificateVersion version);

    /** What is asked before, naming what goes and what stays. */
    String question(Certificate certificate, CertificateVersion version);

    /**
     * Called outside a transaction.
     *
     * @param by the user's name
     * @throws NotNowException when it no longer makes sense; the page says why
     */
    Done perform(long certificateId, int number, String by);
}
