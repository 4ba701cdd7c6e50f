package org.certwright.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down whoever guesses passwords: by user name and address, and by address alone. Kept in the
 * database, so it holds for all instances and over restarts. An attempt is counted before the
 * password is looked at, so that many at once gain nothing.
 */
@Component
class LoginThrottle {

    static final int FREE_ATTEMPTS = 5;
    private static final int FREE_ATTEMPTS_OF_ADDRESS = 50;
    private static final int FREE_TOKENS_OF_ADDRESS = 20;
    private static final String EVERYONE = "*";
    private static final String TOKENS = "*token";
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final JdbcClient database;
    private final Clock clock;

    LoginThrottle(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What came of asking for an attempt. */
    sealed interface Answer {
        /** Go on; after {@code left} more failures there is a wait. */
        record Allowed(int left) implements Answer {}

        /** Refused without a look at the password. */
        record Wait(Duration duration) implements Answer {}
    }

    @Transactional
    Answer attempt(String username, String address) {
        var now = clock.instant();
        forgetOld(now);
        // the address first: while it has to wait, a name that is invented leaves no row
        var wait = row(EVERYONE, address).remaining(FREE_ATTEMPTS_OF_ADDRESS, now);
        if (wait.isPresent()) {
            return new Answer.Wait(wait.get());
        }
        var ofUser = row(username, address);
        wait = ofUser.remaining(FREE_ATTEMPTS, now);
        if (wait.isPresent()) {
            return new Answer.Wait(wait.get());
        }
        count(username, address, now);
        count(EVERYONE, address, now);
        return new Answer.Allowed(Math.max(0, FREE_ATTEMPTS - ofUser.failures() - 1));
    }

    /** Row by row in the order of an attempt, so that no two ever wait for each other. */
    @Transactional
    void succeeded(String username, String address) {
        database.sql(
                        """
                        update login_attempt set failures = greatest(failures - 1, 0)
                        where username = ? and address = ?\
                        """)
                .params(EVERYONE, address)
                .update();
        database.sql("delete from login_attempt where username = ? and address = ?")
                .params(username, address)
                .update();
    }

    /**
     * How long no token from this address is looked at. It only reads: tokens cannot be guessed one
     * by one, so many at once need not wait for each other.
     */
    Optional<Duration> waitForTokens(String address) {
        return database.sql(
                        """
                        select failures, last_at from login_attempt
                        where username = ? and address = ?\
                        """)
                .params(TOKENS, address)
                .query(LoginThrottle::row)
                .optional()
                .flatMap(it -> it.remaining(FREE_TOKENS_OF_ADDRESS, clock.instant()));
    }

    /** A token that does not exist came from this address. */
    @Transactional
    void wrongToken(String address) {
        var now = clock.instant();
        forgetOld(now);
        database.sql(
                        """
                        insert into login_attempt as it (username, address, failures, last_at)
                        values (?, ?, 1, ?) on conflict (username, address)
                        do update set failures = it.failures + 1, last_at = excluded.last_at\
                        """)
                .params(TOKENS, address, Timestamp.from(now))
                .update();
    }

    private void forgetOld(Instant now) {
        database.sql("delete from login_attempt where last_at < ?")
                .param(Timestamp.from(now.minus(FORGOTTEN_AFTER)))
                .update();
    }

    /** Locks the row until the attempt is counted. */
    private Row row(String username, String address) {
        database.sql(
                        """
                        insert into login_attempt (username, address, failures, last_at)
                        values (?, ?, 0, ?) on conflict do nothing\
                        """)
                .params(username, address, Timestamp.from(clock.instant()))
                .update();
        return database.sql(
                        """
                        select failures, last_at from login_attempt
                        where username = ? and address = ? for update\
                        """)
                .params(username, address)
                .query(LoginThrottle::row)
                .single();
    }

    private static Row row(ResultSet it, int at) throws SQLException {
        return new Row(it.getInt(1), it.getTimestamp(2).toInstant());
    }

    private void count(String username, String address, Instant now) {
        database.sql(
                        """
                        update login_attempt set failures = failures + 1, last_at = ?
                        where username = ? and address = ?\
                        """)
                .params(Timestamp.from(now), username, address)
                .update();
    }

    private record Row(int failures, Instant lastAt) {

        Optional<Duration> remaining(int free, Instant now) {
            if (failures < free) {
                return Optional.empty();
            }
            var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(failures - free, 4));
            var wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
            return Optional.of(Duration.between(now, lastAt.plus(wait)))
                    .filter(Duration::isPositive);
        }
    }
}
