package org.certwright.certificate;

import java.util.List;
import org.certwright.audit.Audited;
import org.certwright.audit.Change;

/**
 * Something happened to a certificate.
 *
 * @param name of the certificate
 * @param what in a sentence
 */
public record CertificateEvent(
        long certificateId, String name, String action, String what, List<Change> changes)
        implements Audited {

    /** What the audit trail calls the thing. */
    public static final String SUBJECT = "Certificate";

    CertificateEvent(long certificateId, String name, String action, String what) {
        this(certificateId, name, action, what, List.of());
    }

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
