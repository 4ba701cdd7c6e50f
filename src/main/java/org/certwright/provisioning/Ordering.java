package org.certwright.provisioning;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.certwright.ca.Authorities;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.Inventory;
import org.certwright.certificate.NotNowException;
import org.certwright.pki.PrivateKeys;
import org.certwright.secret.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happens to orders, each verb one short transaction. The talking is {@link OrderRun}'s. */
@Service
class Ordering {

    private final ProvisioningOrders orders;
    private final Certificates certificates;
    private final Inventory inventory;
    private final Rollouts rollouts;
    private final ProvisioningTasks tasks;
    private final Vault vault;
    private final Authorities authorities;
    private final Clock clock;

    Ordering(
            ProvisioningOrders orders,
            Certificates certificates,
            Inventory inventory,
            Rollouts rollouts,
            ProvisioningTasks tasks,
            Vault vault,
            Authorities authorities,
            Clock clock) {
        this.orders = orders;
        this.certificates = certificates;
        this.inventory = inventory;
        this.rollouts = rollouts;
        this.tasks = tasks;
        this.vault = vault;
        this.authorities = authorities;
        this.clock = clock;
    }

    /**
     * A new order for a certificate.
     *
     * @return its id
     * @throws org.certwright.certificate.IllegalTransitionException when one is under way
     * @throws NotNowException when it is not configured, ignored, or being deployed
     */
    @Transactional
    public long begin(long certificateId, String reason, String by) {
        var now = clock.instant();
        var certificate = certificates.lock(certificateId).orElseThrow();
        var configuration = certificate.configuration();
        if (configuration == null)
            throw new NotNowException(certificate, "it is not configured yet");
        if (certificate.ignored()) throw new NotNowException(certificate, "it is ignored");
        if (certificate.isDeploying())
            throw new NotNowException(certificate, "it is being deployed");
        certificate.initiated(now);
        certificates.save(certificate);
        var order =
                orders.save(
                        new ProvisioningOrder(
                                certificateId,
                                configuration.connectorId(),
                                authorities.name(configuration.connectorId()).orElse("(deleted)"),
                                reason,
                                by,
                                now));
        tasks.schedule(order);
        return order.id();
    }

    /** The order, when it is this turn's; empty when there is nothing to do. */
    @Transactional
    public Optional<ProvisioningOrder> claim(ProvisioningTasks.Turn turn) {
        return orders.findById(turn.id())
                .filter(it -> it.state().open() && it.ticket().equals(turn.ticket()));
    }

    /** Key and request exist, and may be sent from now on. */
    @Transactional
    public ProvisioningOrder placing(long orderId, byte[] csr, NewKey key) {
        var order = open(orderId);
        order.placing(csr, key.stored(vault));
        return orders.save(order);
    }

    /** The request as it was sent, DER. */
    @Transactional(readOnly = true)
    public byte[] csr(long orderId) {
        return Objects.requireNonNull(orders.findById(orderId).orElseThrow().csr());
    }

    /** The CA has it, and is asked again. */
    @Transactional
    public void pending(long orderId, String caOrderId, @Nullable String words, Instant again) {
        var order = locked(orderId);
        if (!order.state().open()) return;
        var certificate = certificates.lock(order.certificateId()).orElseThrow();
        if (order.state() != OrderState.PENDING) {
            certificate.orderPending(clock.instant());
            certificates.save(certificate);
        }
        order.pending(caOrderId, words);
        order.again(again);
        tasks.schedule(orders.save(order));
    }

    /** It is in the inventory, and on its way to the targets. */
    @Transactional
    public void issued(long orderId, String caOrderId, List<X509Certificate> chain) {
        var order = locked(orderId);
        if (!order.state().open()) return;
        var now = clock.instant();
        var version =
                inventory.addIssuedVersion(order.certificateId(), chain, order.keySecret(), now);
        order.issued(caOrderId, version.id(), now);
        orders.save(order);
        rollouts.issued(version, order.reason(), order.createdBy());
    }

    /** It will not be issued. */
    @Transactional
    public void ended(long orderId, OrderState how, String words) {
        var order = locked(orderId);
        if (!order.state().open()) return;
        end(order, how, words);
    }

    /** The CA could not be asked; it is asked again, unless that has gone on for too long. */
    @Transactional
    public void couldNotAsk(long orderId, String words, Optional<Duration> pause) {
        var order = locked(orderId);
        if (!order.state().open()) return;
        if (pause.isEmpty()) {
            end(order, OrderState.FAILED, words);
            return;
        }
        order.couldNotAsk(words);
        order.again(clock.instant().plus(pause.get()));
        tasks.schedule(orders.save(order));
    }

    /**
     * Gives up an order. What the CA may have issued already is not asked for any more.
     *
     * @throws NotNowException when it has ended
     */
    @Transactional
    public void cancel(long orderId, String by) {
        var order = locked(orderId);
        if (!order.state().open())
            throw new NotNowException("Order %d has ended already".formatted(orderId));
        end(order, OrderState.CANCELLED, "Cancelled by " + by);
    }

    private void end(ProvisioningOrder order, OrderState how, String words) {
        var now = clock.instant();
        order.end(how, words, now);
        orders.save(order);
        var certificate = certificates.lock(order.certificateId()).orElseThrow();
        certificate.orderFailed(words, now);
        certificates.save(certificate);
    }

    private ProvisioningOrder open(long orderId) {
        var order = locked(orderId);
        if (!order.state().open())
            throw new NotNowException("Order %d has ended already".formatted(orderId));
        return order;
    }

    /** Its certificate first, as everybody who needs both. */
    private ProvisioningOrder locked(long orderId) {
        var certificateId = orders.certificateOf(orderId).orElseThrow();
        certificates.lock(certificateId).orElseThrow();
        return orders.lock(orderId).orElseThrow();
    }

    /** A private key for an order: made now, or known already. */
    record NewKey(@Nullable PrivateKey made, @Nullable UUID known) {
        UUID stored(Vault vault) {
            return made == null
                    ? Objects.requireNonNull(known)
                    : vault.keep(PrivateKeys.encode(made));
        }
    }
}
