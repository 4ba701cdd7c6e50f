package org.certwright.certificate;

/**
 * Another version is a certificate's current one; what was judged of the former no longer holds.
 */
record VersionAdopted(long certificateId) {}
