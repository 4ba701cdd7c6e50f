package org.certwright.provisioning;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The orders. */
interface ProvisioningOrders extends Repository<ProvisioningOrder, Long> {

    ProvisioningOrder save(ProvisioningOrder order);

    ProvisioningOrder saveAndFlush(ProvisioningOrder order);

    Optional<ProvisioningOrder> findById(long id);

    @Query("select it.certificateId from ProvisioningOrder it where it.id = :id")
    Optional<Long> certificateOf(long id);

    /** For a change: nobody else changes it until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select it from ProvisioningOrder it where it.id = :id")
    Optional<ProvisioningOrder> lock(long id);

    /** Where the vault keeps the private keys of its orders. */
    @Query(
            """
            select it.keySecret from ProvisioningOrder it
            where it.certificateId = :certificateId and it.keySecret is not null
            """)
    List<UUID> keysOf(long certificateId);

    @Query("select count(it) > 0 from ProvisioningOrder it where it.state = ISSUED")
    boolean existsIssued();
}
