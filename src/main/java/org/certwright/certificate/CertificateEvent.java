package org.certwright.certificate;

/**
 * Something happened to a certificate.
 *
 * @param action in a word or two, as the audit log shows it
 */
public record CertificateEvent(long certificateId, String name, String action, String detail) {}
