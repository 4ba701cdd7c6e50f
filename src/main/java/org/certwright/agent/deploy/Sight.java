package org.certwright.agent.deploy;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * What one look at an endpoint showed.
 *
 * @param leaf null when no handshake was completed
 * @param words the other side's, or what is wrong with the chain; empty when there is nothing to
 *     say
 */
record Sight(Verdict verdict, @Nullable X509Certificate leaf, String words) {

    enum Verdict {
        /** The expected leaf, with a chain that verifies. */
        MATCH,
        /** The expected leaf, but its chain does not verify. */
        CHAIN_BROKEN,
        /** The leaf that was there before. */
        FORMER,
        /** Neither. */
        OTHER,
        REFUSED,
        TIMEOUT,
        ALERT
    }
}
