package org.certwright.provisioning;

import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.certwright.agent.job.FailureCode.NextAction;
import org.certwright.ca.Authorities;
import org.certwright.ca.CaException;
import org.certwright.ca.CertificateAuthority;
import org.certwright.ca.CertificateAuthority.Adopting;
import org.certwright.ca.CertificateAuthority.CertificateRequest;
import org.certwright.ca.CertificateAuthority.OrderState.Issued;
import org.certwright.ca.CertificateAuthority.OrderState.NeedsValidation;
import org.certwright.ca.CertificateAuthority.OrderState.Pending;
import org.certwright.ca.CertificateAuthority.OrderState.Refused;
import org.certwright.certificate.CertificateConfiguration;
import org.certwright.certificate.Certificates;
import org.certwright.pki.PrivateKeys;
import org.certwright.pki.SigningRequest;
import org.certwright.provisioning.Ordering.NewKey;
import org.certwright.provisioning.ProvisioningTasks.Turn;
import org.certwright.secret.Vault;
import org.springframework.stereotype.Component;

/** Talks with the CA about one order. Nothing here is in a transaction. */
@Component
class OrderRun {

    /** What is asked of a CA that decides on its own how long it issues for. */
    private static final Duration AS_LONG_AS_POSSIBLE = Duration.ofDays(36_500);

    private final Ordering ordering;
    private final Certificates certificates;
    private final Authorities authorities;
    private final Vault vault;
    private final Clock clock;

    OrderRun(
            Ordering ordering,
            Certificates certificates,
            Authorities authorities,
            Vault vault,
            Clock clock) {
        this.ordering = ordering;
        this.certificates = certificates;
        this.authorities = authorities;
        this.vault = vault;
        this.clock = clock;
    }

    void run(Turn turn) {
        var claimed = ordering.claim(turn);
        if (claimed.isEmpty()) return;
        var order = claimed.get();
        try {
            record(order, answer(order));
        } catch (CaException e) {
            failed(order, e);
        }
    }

    private CertificateAuthority.OrderState answer(ProvisioningOrder order) {
        var connector = order.connectorId();
        if (connector == null)
            throw new CaException.Denied(
                    "Connector %s was deleted; choose another, and order again."
                            .formatted(order.connectorName()));
        var ca = authorities.of(connector);
        var caOrderId = order.caOrderId();
        if (caOrderId != null) return ca.check(caOrderId);
        if (order.state() == OrderState.CREATED) return ca.order(request(prepared(order)));
        // An earlier run may have sent it: its outcome is looked up first.
        var request = request(order);
        if (ca instanceof Adopting it) return it.find(request).orElseGet(() -> ca.order(request));
        throw new CaException.Garbled(
                "Certwright was stopped while the order was being placed, and this CA cannot be asked"
                        + " whether it arrived. Look there for order "
                        + order.attempt()
                        + ", then order again.",
                null);
    }

    private ProvisioningOrder prepared(ProvisioningOrder order) {
        var certificate = certificates.findWithVersion(order.certificateId()).orElseThrow();
        var configuration = Objects.requireNonNull(certificate.configuration());
        var version = certificate.currentVersion();
        var known = configuration.reuseKey() && version != null ? version.keySecret() : null;
        if (known != null && version != null) {
            var pair =
                    new KeyPair(
                            version.leaf().getPublicKey(), PrivateKeys.decode(vault.reveal(known)));
            return ordering.placing(order.id(), csr(configuration, pair), new NewKey(null, known));
        }
        var pair = configuration.keyAlgorithm().generate();
        return ordering.placing(
                order.id(), csr(configuration, pair), new NewKey(pair.getPrivate(), null));
    }

    private static byte[] csr(CertificateConfiguration wanted, KeyPair keys) {
        return SigningRequest.create(
                keys, wanted.commonName(), wanted.organization(), wanted.names());
    }

    private CertificateRequest request(ProvisioningOrder order) {
        var wanted =
                Objects.requireNonNull(
                        certificates.findById(order.certificateId()).orElseThrow().configuration());
        var days = wanted.validityDays();
        return new CertificateRequest(
                order.attempt(),
                Objects.requireNonNull(order.csr()),
                wanted.commonName(),
                wanted.names(),
                days == null ? AS_LONG_AS_POSSIBLE : Duration.ofDays(days));
    }

    private void record(ProvisioningOrder order, CertificateAuthority.OrderState answer) {
        switch (answer) {
            case Issued(var caOrderId, var chain) -> {
                var csr = ordering.csr(order.id());
                var problem = new IssuedCheck(csr, clock.instant()).problem(chain);
                if (problem.isEmpty()) ordering.issued(order.id(), caOrderId, chain);
                else ordering.ended(order.id(), OrderState.FAILED, problem.get());
            }
            case Pending(var caOrderId, var again) ->
                    ordering.pending(order.id(), caOrderId, null, soonest(again));
            case NeedsValidation(var caOrderId, var what, var again) ->
                    ordering.pending(order.id(), caOrderId, what, soonest(again));
            case Refused(var reason) -> ordering.ended(order.id(), OrderState.REFUSED, reason);
        }
    }

    /** No CA is asked in a loop, whatever it says. */
    private Instant soonest(Instant again) {
        var earliest = clock.instant().plusSeconds(5);
        return again.isBefore(earliest) ? earliest : again;
    }

    private void failed(ProvisioningOrder order, CaException e) {
        var words = String.valueOf(e.getMessage());
        switch (e) {
            case CaException.Unreachable _ ->
                    ordering.couldNotAsk(
                            order.id(),
                            words,
                            Retries.after(NextAction.TRY_LATER, order.attempts()));
            case CaException.Denied _, CaException.Garbled _ ->
                    ordering.couldNotAsk(order.id(), words, Optional.empty());
        }
    }
}
