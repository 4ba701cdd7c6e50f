package org.certwright.agent.deploy;

import java.security.cert.X509Certificate;
import java.util.List;

/** How a server answered one handshake. */
sealed interface Answer {

    /**
     * The handshake was completed.
     *
     * @param chain as sent, leaf first
     * @param protocol for example {@code TLSv1.3}
     */
    record Presented(List<X509Certificate> chain, String protocol) implements Answer {
        public Presented {
            chain = List.copyOf(chain);
        }

        X509Certificate leaf() {
            return chain.getFirst();
        }
    }

    /** It was not. */
    record None(Silence kind, String words) implements Answer {}

    enum Silence {
        REFUSED,
        TIMEOUT,
        ALERT
    }
}
