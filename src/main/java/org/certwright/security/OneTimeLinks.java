package org.certwright.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tokens that let somebody in once. Only their hash is kept. */
@Component
class OneTimeLinks {

    private final JdbcClient database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OneTimeLinks(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** To create the first administrator; valid until there is one. */
    Secret forSetup() {
        return issue(null, null);
    }

    /** To choose a password; the user's earlier links end. */
    Secret forUser(long user, Duration validity) {
        endFor(user);
        return issue(user, Timestamp.from(clock.instant().plus(validity)));
    }

    boolean opensSetup(Secret token) {
        return database.sql(
                                "select count(*) from one_time_link where token_hash = ? and user_id is null")
                        .param(hash(token))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whose password it lets choose. */
    Optional<Long> userOf(Secret token) {
        return database.sql(
                        "select user_id from one_time_link where token_hash = ? and expires_at > ?")
                .params(hash(token), Timestamp.from(clock.instant()))
                .query(Long.class)
                .optional();
    }

    /**
     * Ends the link.
     *
     * @return false if it was used already; of two at the same moment only one gets true
     */
    boolean use(Secret token) {
        return database.sql("delete from one_time_link where token_hash = ?")
                        .param(hash(token))
                        .update()
                == 1;
    }

    void endFor(long user) {
        database.sql("delete from one_time_link where user_id = ?").param(user).update();
    }

    void endSetup() {
        database.sql("delete from one_time_link where user_id is null").update();
    }

    private Secret issue(@Nullable Long user, @Nullable Timestamp expires) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var token = Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        database.sql(
                        """
                        insert into one_time_link (token_hash, user_id, created_at, expires_at)
                        values (?, ?, ?, ?)\
                        """)
                .param(1, hash(token))
                .param(2, user, Types.BIGINT)
                .param(3, Timestamp.from(clock.instant()))
                .param(4, expires, Types.TIMESTAMP)
                .update();
        return token;
    }

    private static byte[] hash(Secret token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
