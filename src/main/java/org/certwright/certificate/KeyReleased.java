package org.certwright.certificate;

/** A certificate is deleted: others that had its key share it with one less. */
record KeyReleased(long certificateId, String keySha256) {}
