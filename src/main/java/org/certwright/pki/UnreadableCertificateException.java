package org.certwright.pki;

/** A certificate that was stored cannot be read: it was changed behind the program's back. */
public class UnreadableCertificateException extends RuntimeException {

    UnreadableCertificateException(Throwable cause) {
        super("A stored certificate cannot be read", cause);
    }
}
