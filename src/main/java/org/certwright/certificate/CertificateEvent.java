package org.certwright.certificate;

import org.certwright.audit.Audited;

/**
 * Something happened to a certificate.
 *
 * @param name of the certificate
 * @param what in a sentence
 */
public record CertificateEvent(long certificateId, String name, String action, String what)
        implements Audited {

    /** What the audit trail calls the thing. */
    public static final String SUBJECT = "Certificate";

    @Override
    public String subjectType() {
        return SUBJECT;
    }

    @Override
    public String subjectId() {
        return String.valueOf(certificateId);
    }

    @Override
    public String text() {
        return name + ": " + what;
    }
}
