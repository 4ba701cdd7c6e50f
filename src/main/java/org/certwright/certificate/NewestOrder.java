package org.certwright.certificate;

import static org.certwright.certificate.ValidationStatus.FAILED;
import static org.certwright.certificate.ValidationStatus.PENDING;
import static org.certwright.certificate.ValidationStatus.VALIDATED;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * What the CA last said of an order of a certificate.
 *
 * @param id the CA's own
 * @param validation null while the CA has not asked for anything
 * @param domains the same, of the control of domains alone
 */
@Embeddable
record NewestOrder(
        @Nullable @Column(name = "order_id") String id,
        @Nullable @Enumerated(EnumType.STRING) @Column(name = "validation_status")
                ValidationStatus validation,
        @Nullable @Enumerated(EnumType.STRING) @Column(name = "dcv_status")
                ValidationStatus domains) {

    static final NewestOrder NONE = new NewestOrder(null, null, null);

    /** Another one begins: what was validated stays so, what was not is forgotten. */
    NewestOrder begun() {
        return new NewestOrder(
                id,
                validation == VALIDATED ? VALIDATED : null,
                domains == VALIDATED ? VALIDATED : null);
    }

    NewestOrder known(String orderId) {
        return new NewestOrder(orderId, validation, domains);
    }

    NewestOrder wanting(boolean domain) {
        return new NewestOrder(id, PENDING, domain ? PENDING : ended(domains, VALIDATED));
    }

    NewestOrder issued() {
        return new NewestOrder(id, ended(validation, VALIDATED), ended(domains, VALIDATED));
    }

    NewestOrder failed() {
        return new NewestOrder(id, ended(validation, FAILED), ended(domains, FAILED));
    }

    private static @Nullable ValidationStatus ended(
            @Nullable ValidationStatus status, ValidationStatus how) {
        return status == PENDING ? how : status;
    }
}
