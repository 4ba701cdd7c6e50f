package org.certwright.provisioning;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.certwright.ca.Authorities;
import org.certwright.certificate.Certificate;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.Inventory;
import org.certwright.certificate.NotNowException;
import org.certwright.pki.PrivateKeys;
import org.certwright.secret.Vault;
import org.certwright.web.NotFoundException;
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
        var certificate =
                certificates
                        .lock(certificateId)
                        .orElseThrow(() ->
                                new NotFoundException(
                                        "There is no certificate %d.".formatted(certificateId)));
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

    /** As it stands now. */
    @Transactional(readOnly = true)
    public ProvisioningOrder get(long orderId) {
        return orders.findById(orderId).orElseThrow();
    }

    /** Key and request exist, and may be sent from now on. */
    @Transactional
    public ProvisioningOrder placing(
            long orderId, byte[] csr, @Nullable Integer validityDays, NewKey key) {
        var order = locked(orderId).order();
        if (order.state() != OrderState.CREATED)
            throw new NotNowException(
                    "Order %d is %s".formatted(orderId, order.state().badge().word()));
        order.placing(csr, validityDays, key.stored(vault));
        return orders.save(order);
    }

    /** The CA has it, and is asked again. */
    @Transactional
    public void pending(long orderId, String caOrderId, Instant again) {
        pending(locked(orderId), caOrderId, null, again);
    }

    /** The CA has it, and wants something shown before it goes on. */
    @Transactional
    public void needsValidation(
            long orderId, String caOrderId, String what, boolean domain, Instant again) {
        var locked = locked(orderId);
        if (locked.order().state().open()) locked.certificate().validationWanted(domain);
        pending(locked, caOrderId, what, again);
    }

    private void pending(Locked locked, String caOrderId, @Nullable String words, Instant again) {
        var order = locked.order();
        if (!order.state().open()) return;
        var certificate = locked.certificate();
        if (order.state() != OrderState.PENDING) certificate.orderPending(clock.instant());
        certificate.ordered(caOrderId);
        certificates.save(certificate);
        order.pending(caOrderId, words);
        order.again(again);
        tasks.schedule(orders.save(order));
    }

    /**
     * It is in the inventory, and on its way to the targets.
     *
     * @throws Inventory.ForeignLeafException when it is another certificate's
     */
    @Transactional
    public void issued(long orderId, String caOrderId, List<X509Certificate> chain) {
        var locked = locked(orderId);
        var order = locked.order();
        if (!order.state().open()) return;
        var now = clock.instant();
        locked.certificate().ordered(caOrderId);
        var version =
                inventory.addIssuedVersion(order.certificateId(), chain, order.keySecret(), now);
        order.issued(caOrderId, version.id(), now);
        orders.save(order);
        rollouts.issued(version, order.reason(), order.createdBy());
    }

    /** It will not be issued. */
    @Transactional
    public void ended(long orderId, OrderState how, String words) {
        var locked = locked(orderId);
        if (locked.order().state().open()) end(locked, how, words);
    }

    /** The CA could not be asked; it is asked again. */
    @Transactional
    public void couldNotAsk(long orderId, String words, Instant again) {
        var order = locked(orderId).order();
        if (!order.state().open()) return;
        order.couldNotAsk(words);
        order.again(again);
        tasks.schedule(orders.save(order));
    }

    /**
     * Gives up an order. What the CA may have issued already is not asked for any more.
     *
     * @throws NotNowException when it has ended
     */
    @Transactional
    public void cancel(long orderId, String by) {
        var locked = locked(orderId);
        if (!locked.order().state().open())
            throw new NotNowException("Order %d has ended already".formatted(orderId));
        end(locked, OrderState.CANCELLED, "Cancelled by " + by);
    }

    private void end(Locked locked, OrderState how, String words) {
        var now = clock.instant();
        var order = locked.order();
        var never = order.isNeverIssued(how);
        order.end(how, words, now);
        var key = order.keySecret();
        if (never && key != null && !inventory.holdsKey(key)) {
            order.forgetKey();
            orders.saveAndFlush(order);
            vault.discard(key);
        } else orders.save(order);
        locked.certificate().orderFailed(words, now);
        certificates.save(locked.certificate());
    }

    /** Its certificate first, as everybody who needs both. */
    private Locked locked(long orderId) {
        var certificate = orders.certificateOf(orderId).flatMap(certificates::lock);
        var order = certificate.flatMap(_ -> orders.lock(orderId));
        if (certificate.isEmpty() || order.isEmpty())
            throw new NotFoundException("There is no order %d any more.".formatted(orderId));
        return new Locked(certificate.get(), order.get());
    }

    private record Locked(Certificate certificate, ProvisioningOrder order) {}

    /** A private key for an order: made now, or known already. */
    record NewKey(@Nullable PrivateKey made, @Nullable UUID known) {
        UUID stored(Vault vault) {
            return made == null
                    ? Objects.requireNonNull(known)
                    : vault.keep(PrivateKeys.encode(made));
        }
    }
}
