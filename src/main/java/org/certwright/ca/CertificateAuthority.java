package org.certwright.ca;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A CA, ready to be asked. Calls go over the network: never inside a transaction. Expected answers
 * are results; failing to ask is a {@link CaException}. What only some CAs can do is an interface
 * of its own: {@link Revoking}, {@link Adopting}, {@link Testing}, {@link Private}.
 */
public interface CertificateAuthority {

    /**
     * Places an order. An answer that got lost on the way is found again by {@link Adopting}, never
     * by ordering twice.
     */
    Answer order(CertificateRequest request);

    /** Asks how an order stands. */
    Answer check(String orderId);

    /**
     * @param attempt identifies this order at the CA, where the CA keeps such a thing; the same for
     *     every retry of it
     * @param csr PKCS#10, DER
     * @param commonName may be empty when there are names
     * @param names subject alternative names: DNS names and IP addresses as text
     * @param validity as asked for; the CA may shorten it
     */
    record CertificateRequest(
            UUID attempt, byte[] csr, String commonName, List<String> names, Duration validity) {
        public CertificateRequest {
            names = List.copyOf(names);
        }
    }

    /** How an order stands, as the CA says. */
    sealed interface Answer {

        /**
         * @param chain leaf first, then intermediates; the root may be left out
         */
        record Issued(String orderId, List<X509Certificate> chain) implements Answer {
            public Issued {
                chain = List.copyOf(chain);
            }
        }

        record Pending(String orderId, Instant checkAgainAt) implements Answer {}

        /**
         * The CA wants something shown first.
         *
         * @param what in its words
         * @param domain whether that is the control of a domain; else something about who orders
         */
        record NeedsValidation(String orderId, String what, Instant checkAgainAt, boolean domain)
                implements Answer {
            /** Of a domain. */
            public NeedsValidation(String orderId, String what, Instant checkAgainAt) {
                this(orderId, what, checkAgainAt, true);
            }
        }

        /**
         * @param reason in the CA's own words
         */
        record Refused(String reason) implements Answer {}
    }

    /** A CA that can revoke. */
    interface Revoking {
        /** Revoking what is revoked already does nothing. */
        void revoke(X509Certificate certificate, RevocationReason reason);
    }

    /** A CA that can be asked whether an order arrived whose answer was lost. */
    interface Adopting {
        Optional<Answer> find(CertificateRequest request);
    }

    /** A CA whose connection can be tested without ordering. */
    interface Testing {
        /** The steps that were tried, in order; one that failed is the last. */
        List<TestedStep> test();

        record TestedStep(String title, boolean passed, String message) {}
    }

    /** A CA that clients do not know by themselves. */
    interface Private {
        /** Its roots: who trusts its certificates has one of these installed. */
        List<X509Certificate> roots();
    }
}
