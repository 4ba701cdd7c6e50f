package org.certwright.security;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
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
                        .param(Tokens.hash(token))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whose password it lets choose. */
    Optional<Long> userOf(Secret token) {
        return database.sql(
                        "select user_id from one_time_link where token_hash = ? and expires_at > ?")
                .params(Tokens.hash(token), Timestamp.from(clock.instant()))
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
                        .param(Tokens.hash(token))
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
        var token = Tokens.random("");
        database.sql(
                        """
                        insert into one_time_link (token_hash, user_id, created_at, expires_at)
                        values (?, ?, ?, ?)\
                        """)
                .param(1, Tokens.hash(token))
                .param(2, user, Types.BIGINT)
                .param(3, Timestamp.from(clock.instant()))
                .param(4, expires, Types.TIMESTAMP)
                .update();
        return token;
    }
}
