package org.certwright.certificate;

/** A certificate cannot take this step from where it stands. */
public class IllegalTransitionException extends NotNowException {

    IllegalTransitionException(Certificate certificate, CertificateStatus wanted) {
        super(
                "Certificate '%s' is %s and cannot become %s; %s"
                        .formatted(
                                certificate.name(),
                                certificate.status().label(),
                                wanted.label(),
                                certificate.status().ordering()
                                        ? "its order ends first, or is cancelled"
                                        : "an order begins first"));
    }
}
