package org.certwright.certificate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which bot saw a certificate first, and where.
 *
 * @param botId null when the bot was deleted
 */
@Embeddable
record FirstSight(
        @Nullable @Column(name = "discovery_bot_id") Long botId,
        @Column(name = "scan_address") String address,
        @Nullable @Column(name = "scan_port") Integer port) {

    FirstSight {
        address = address.toLowerCase(Locale.ROOT);
    }
}
