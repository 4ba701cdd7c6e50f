package org.certwright.security;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

interface Users extends JpaRepository<User, Long> {

    Optional<User> findByUsername(String username);

    boolean existsByUsername(String username);

    boolean existsByIdAndRoleAndDisabledFalse(long id, Role role);

    boolean existsByRoleAndDisabledFalseAndPasswordHashNotNull(Role role);

    /** Locked, so that two requests cannot take each other's last administrator away. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select it from User it where it.role = ADMINISTRATOR order by it.id")
    List<User> administratorsForUpdate();

    /** Beside the row's version: two log-ins at the same moment do not disturb each other. */
    @Modifying
    @Transactional
    @Query("update User set lastLoginAt = :at where id = :id")
    void signedIn(long id, Instant at);

    default boolean administratorExists() {
        return existsByRoleAndDisabledFalseAndPasswordHashNotNull(Role.ADMINISTRATOR);
    }
}
