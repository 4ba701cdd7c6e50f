package org.certwright.provisioning;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One certificate ordered from a CA. Its attempt identifies it at the CA however often it has to be
 * asked.
 */
@Entity
class ProvisioningOrder {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long certificateId;
    private @Nullable Long connectorId;
    private String connectorName;
    private UUID attempt = UUID.randomUUID();
    private String reason;

    @Enumerated(EnumType.STRING)
    private OrderState state = OrderState.CREATED;

    private byte @Nullable [] csr;
    private @Nullable Integer validityDays;
    private @Nullable UUID keySecret;
    private @Nullable String caOrderId;
    private @Nullable Long versionId;
    private UUID ticket = UUID.randomUUID();
    private int attempts;
    private @Nullable String lastError;
    private @Nullable Instant nextAttemptAt;
    private Instant createdAt;
    private String createdBy;
    private @Nullable Instant endedAt;
    @Version private int lockVersion;

    @SuppressWarnings("NullAway.Init")
    protected ProvisioningOrder() {}

    ProvisioningOrder(
            long certificateId,
            long connectorId,
            String connectorName,
            String reason,
            String by,
            Instant now) {
        this.certificateId = certificateId;
        this.connectorId = connectorId;
        this.connectorName = connectorName;
        this.reason = reason;
        this.createdBy = by;
        this.createdAt = now;
        this.nextAttemptAt = now;
    }

    /** From now on it may be at the CA. */
    void placing(byte[] request, @Nullable Integer days, UUID key) {
        csr = request;
        validityDays = days;
        keySecret = key;
        state = OrderState.PLACING;
    }

    void pending(String orderId, @Nullable String words) {
        caOrderId = orderId;
        lastError = words;
        attempts = 0;
        state = OrderState.PENDING;
    }

    /** It is tried again, by a run of its own; one that still waits for its turn does nothing. */
    void again(Instant at) {
        ticket = UUID.randomUUID();
        nextAttemptAt = at;
    }

    void couldNotAsk(String words) {
        attempts++;
        lastError = words;
    }

    void issued(String orderId, long version, Instant now) {
        caOrderId = orderId;
        versionId = version;
        lastError = null;
        end(OrderState.ISSUED, now);
    }

    /** Whether nobody can hold a certificate for its key: it was refused, or never left. */
    boolean isNeverIssued(OrderState how) {
        return how == OrderState.REFUSED || state == OrderState.CREATED;
    }

    void forgetKey() {
        keySecret = null;
    }

    void end(OrderState how, @Nullable String words, Instant now) {
        lastError = words;
        end(how, now);
    }

    private void end(OrderState how, Instant now) {
        state = how;
        nextAttemptAt = null;
        endedAt = now;
    }

    long id() {
        if (id == null) throw new IllegalStateException("The order is not saved");
        return id;
    }

    long certificateId() {
        return certificateId;
    }

    /** Null once the connector was deleted. */
    @Nullable Long connectorId() {
        return connectorId;
    }

    String connectorName() {
        return connectorName;
    }

    UUID attempt() {
        return attempt;
    }

    String reason() {
        return reason;
    }

    OrderState state() {
        return state;
    }

    byte @Nullable [] csr() {
        return csr;
    }

    /** As asked for; null for as long as the CA issues. */
    @Nullable Integer validityDays() {
        return validityDays;
    }

    @Nullable UUID keySecret() {
        return keySecret;
    }

    @Nullable String caOrderId() {
        return caOrderId;
    }

    UUID ticket() {
        return ticket;
    }

    /** Failed attempts to ask the CA since it last answered. */
    int attempts() {
        return attempts;
    }

    @Nullable Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    String createdBy() {
        return createdBy;
    }
}
