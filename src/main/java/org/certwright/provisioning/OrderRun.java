package org.certwright.provisioning;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.certwright.agent.job.FailureCode.NextAction;
import org.certwright.ca.Authorities;
import org.certwright.ca.CaException;
import org.certwright.ca.CertificateAuthority.Adopting;
import org.certwright.ca.CertificateAuthority.Answer;
import org.certwright.ca.CertificateAuthority.Answer.Issued;
import org.certwright.ca.CertificateAuthority.Answer.NeedsValidation;
import org.certwright.ca.CertificateAuthority.Answer.Pending;
import org.certwright.ca.CertificateAuthority.Answer.Refused;
import org.certwright.ca.CertificateAuthority.CertificateRequest;
import org.certwright.certificate.CertificateConfiguration;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.Inventory.ForeignLeafException;
import org.certwright.certificate.NotNowException;
import org.certwright.pki.PrivateKeys;
import org.certwright.pki.SigningRequest;
import org.certwright.pki.UnreadableFileException;
import org.certwright.provisioning.Ordering.NewKey;
import org.certwright.provisioning.ProvisioningTasks.Turn;
import org.certwright.secret.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Talks with the CA about one order. Nothing here is in a transaction. */
@Component
class OrderRun {

    private static final Logger log = LoggerFactory.getLogger(OrderRun.class);

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
        var connector = order.connectorId();
        if (connector == null) {
            ordering.ended(
                    order.id(),
                    OrderState.FAILED,
                    "Connector %s was deleted; choose another, and order again."
                            .formatted(order.connectorName()));
            return;
        }
        Answer answer;
        try {
            answer = answer(order, connector);
        } catch (CaException e) {
            failed(order, e);
            return;
        } catch (DataAccessException | TransactionException | NotNowException e) {
            throw e; // says only that this run cannot go on
        } catch (RuntimeException e) {
            log.error("Order {} met what nobody foresaw", order.id(), e);
            failed(
                    order,
                    new CaException.Garbled(
                            "Certwright met what nobody foresaw: %s. The log has the details, under \"Order %d\". Please report them."
                                    .formatted(e.getClass().getSimpleName(), order.id()),
                            e));
            return;
        }
        record(order, answer);
    }

    private Answer answer(ProvisioningOrder order, long connector) {
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
            return ordering.placing(
                    order.id(),
                    csr(configuration, pair),
                    configuration.validityDays(),
                    new NewKey(null, known));
        }
        var pair = configuration.keyAlgorithm().generate();
        return ordering.placing(
                order.id(),
                csr(configuration, pair),
                configuration.validityDays(),
                new NewKey(pair.getPrivate(), null));
    }

    private static byte[] csr(CertificateConfiguration wanted, KeyPair keys) {
        return SigningRequest.create(
                keys, wanted.commonName(), wanted.organization(), wanted.names());
    }

    private static CertificateRequest request(ProvisioningOrder order) {
        var asked = read(order);
        var days = order.validityDays();
        return new CertificateRequest(
                order.attempt(),
                Objects.requireNonNull(order.csr()),
                asked.commonName(),
                asked.names(),
                days == null ? AS_LONG_AS_POSSIBLE : Duration.ofDays(days));
    }

    private static SigningRequest read(ProvisioningOrder order) {
        try {
            return SigningRequest.read(Objects.requireNonNull(order.csr()));
        } catch (UnreadableFileException e) {
            throw new IllegalStateException("The stored signing request cannot be read", e);
        }
    }

    private void record(ProvisioningOrder order, Answer answer) {
        switch (answer) {
            case Issued(var caOrderId, var chain) -> issued(order, caOrderId, chain);
            case Pending(var caOrderId, var again) ->
                    ordering.pending(order.id(), caOrderId, soonest(again));
            case NeedsValidation(var caOrderId, var what, var again, var domain) ->
                    ordering.needsValidation(order.id(), caOrderId, what, domain, soonest(again));
            case Refused(var reason) -> ordering.ended(order.id(), OrderState.REFUSED, reason);
        }
    }

    private void issued(ProvisioningOrder order, String caOrderId, List<X509Certificate> chain) {
        var problem =
                new IssuedCheck(read(ordering.get(order.id())), clock.instant()).problem(chain);
        if (problem.isPresent()) {
            ordering.ended(order.id(), OrderState.FAILED, problem.get());
            return;
        }
        try {
            ordering.issued(order.id(), caOrderId, chain);
        } catch (ForeignLeafException e) {
            ordering.ended(order.id(), OrderState.FAILED, String.valueOf(e.getMessage()));
        }
    }

    /** No CA is asked in a loop, whatever it says. */
    private Instant soonest(Instant again) {
        var earliest = clock.instant().plusSeconds(5);
        return again.isBefore(earliest) ? earliest : again;
    }

    /**
     * Asking how an order stands does no harm, and is gone on with; only to send one again when
     * nobody knows what became of it is not.
     */
    private void failed(ProvisioningOrder order, CaException e) {
        var words = String.valueOf(e.getMessage());
        var next =
                switch (e) {
                    case CaException.Unreachable _ -> NextAction.TRY_LATER;
                    case CaException.Denied _ -> NextAction.FIX_ACCESS;
                    case CaException.Garbled _ ->
                            order.state() == OrderState.PENDING
                                    ? NextAction.FIX_ACCESS
                                    : NextAction.NEEDS_A_PERSON;
                };
        Retries.after(next, order.attempts())
                .ifPresentOrElse(
                        pause ->
                                ordering.couldNotAsk(
                                        order.id(), words, clock.instant().plus(pause)),
                        () -> ordering.ended(order.id(), OrderState.FAILED, words));
    }
}
