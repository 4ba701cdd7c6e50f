package org.certwright.server;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.certwright.agent.job.HostKey;

/** The host key a server must present, and who said so. */
@Embeddable
public record PinnedHostKey(
        @Column(name = "host_key_type") String type,
        @Column(name = "host_key_fingerprint") String fingerprint,
        @Column(name = "host_key_confirmed_at") Instant confirmedAt,
        @Column(name = "host_key_confirmed_by") String confirmedBy) {

    public HostKey key() {
        return new HostKey(type, fingerprint);
    }
}
