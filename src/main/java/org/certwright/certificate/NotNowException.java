package org.certwright.certificate;

import org.certwright.web.ConflictException;

/** Something cannot be done at this moment; the message says why, without a full stop. */
public class NotNowException extends ConflictException {

    public NotNowException(String message) {
        super(message);
    }

    public NotNowException(Certificate certificate, String why) {
        super("Certificate %s: not now, %s".formatted(certificate.name(), why));
    }
}
