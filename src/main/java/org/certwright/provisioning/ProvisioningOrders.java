package org.certwright.provisioning;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The orders. */
interface ProvisioningOrders extends Repository<ProvisioningOrder, Long> {

    ProvisioningOrder save(ProvisioningOrder order);

    Optional<ProvisioningOrder> findById(long id);

    @Query("select it.certificateId from ProvisioningOrder it where it.id = :id")
    Optional<Long> certificateOf(long id);

    /** For a change: nobody else changes it until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select it from ProvisioningOrder it where it.id = :id")
    Optional<ProvisioningOrder> lock(long id);

    @Query(
            """
            select it from ProvisioningOrder it
            where it.certificateId = :certificateId and it.state in (CREATED, PLACING, PENDING)
            """)
    Optional<ProvisioningOrder> open(long certificateId);
}
