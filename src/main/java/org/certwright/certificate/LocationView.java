package org.certwright.certificate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the places a certificate was found at. */
record LocationView(
        String label,
        @Nullable Long serverId,
        @Nullable String bindingId,
        int version,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable Instant goneAt) {

    static LocationView of(CertificateLocation it) {
        return new LocationView(
                it.label(),
                it.serverId(),
                it.bindingId(),
                it.version().number(),
                it.firstSeenAt(),
                it.lastSeenAt(),
                it.goneAt());
    }
}
