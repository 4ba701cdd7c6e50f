package org.certwright.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

interface ApiTokens extends JpaRepository<ApiToken, Long> {

    /** With its user as he is now. */
    @Query("select it from ApiToken it join fetch it.user where it.tokenHash = :hash")
    Optional<ApiToken> withHash(byte[] hash);

    boolean existsByIdAndRevokedAtIsNotNull(long id);

    Optional<ApiToken> findByIdAndUserId(long id, long user);

    List<ApiToken> findByUserIdOrderByIdDesc(long user);

    @Query(
            """
            select count(it) from ApiToken it
            where it.user.id = :user and it.revokedAt is null and it.expiresAt > :now
            """)
    long countOpen(long user, Instant now);

    /** Waits for nobody: whoever holds the row is writing the same. */
    @Modifying
    @Transactional
    @Query(
            value =
                    """
                    update api_token set last_used_at = :at where id in
                        (select id from api_token where id = :id for update skip locked)
                    """,
            nativeQuery = true)
    void used(long id, Instant at);
}
