package org.certwright.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.certwright.security.LoginThrottle.Answer;
import org.certwright.shell.ShellTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ShellTest
class LoginThrottleTests {

    @Autowired private JdbcClient database;
    @Autowired private TransactionTemplate transactions;

    private final HandClock clock = new HandClock();
    private LoginThrottle throttle;

    @BeforeEach
    void start() {
        database.sql("delete from login_attempt").update();
        throttle = new LoginThrottle(database, clock);
    }

    @Test
    void fiveFailuresAreFreeThenEachWaitIsTwiceTheLast() {
        for (var left = 4; left >= 0; left--) {
            assertThat(attempt("maria")).isEqualTo(new Answer.Allowed(left));
        }

        assertThat(attempt("maria")).isEqualTo(new Answer.Wait(Duration.ofMinutes(1)));
        clock.tick(Duration.ofMinutes(1));
        assertThat(attempt("maria")).isEqualTo(new Answer.Allowed(0));
        assertThat(attempt("maria")).isEqualTo(new Answer.Wait(Duration.ofMinutes(2)));
        clock.tick(Duration.ofMinutes(2));
        attempt("maria");
        clock.tick(Duration.ofMinutes(4));
        attempt("maria");
        clock.tick(Duration.ofMinutes(8));
        attempt("maria");
        assertThat(attempt("maria")).isEqualTo(new Answer.Wait(Duration.ofMinutes(15)));
    }

    @Test
    void waitingIsNoFailure() {
        IntStream.range(0, 5).forEach(_ -> attempt("maria"));
        IntStream.range(0, 20).forEach(_ -> attempt("maria"));
        clock.tick(Duration.ofMinutes(1));

        assertThat(attempt("maria")).isEqualTo(new Answer.Allowed(0));
    }

    @Test
    void anotherUserAndAnotherAddressGoOn() {
        IntStream.range(0, 5).forEach(_ -> attempt("maria"));

        assertThat(attempt("tom")).isEqualTo(new Answer.Allowed(4));
        assertThat(inTransaction(() -> throttle.attempt("maria", "192.0.2.99")))
                .isEqualTo(new Answer.Allowed(4));
    }

    @Test
    void whoTriesManyUsersFromOneAddressWaitsToo() {
        IntStream.range(0, 50).forEach(it -> attempt("user" + it));

        assertThat(attempt("another")).isInstanceOf(Answer.Wait.class);
    }

    @Test
    void whoHasToWaitLeavesNoTraceOfTheNamesHeInvents() {
        IntStream.range(0, 50).forEach(it -> attempt("user" + it));
        var before = rows();

        IntStream.range(0, 20).forEach(it -> attempt("another" + it));

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void successAndAnHourForget() {
        IntStream.range(0, 4).forEach(_ -> attempt("maria"));
        throttle.succeeded("maria", "192.0.2.1");
        assertThat(attempt("maria")).isEqualTo(new Answer.Allowed(4));

        IntStream.range(0, 4).forEach(_ -> attempt("maria"));
        clock.tick(Duration.ofMinutes(61));
        assertThat(attempt("maria")).isEqualTo(new Answer.Allowed(4));
    }

    @Test
    void manyAtTheSameMomentGainNothing() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> one = () -> attempt("maria");
            var allowed = 0;
            for (var answer :
                    threads.invokeAll(IntStream.range(0, 40).mapToObj(_ -> one).toList())) {
                if (answer.get() instanceof Answer.Allowed) {
                    allowed++;
                }
            }
            assertThat(allowed).isEqualTo(5);
        }
    }

    private long rows() {
        return database.sql("select count(*) from login_attempt").query(Long.class).single();
    }

    private Answer attempt(String username) {
        return inTransaction(() -> throttle.attempt(username, "192.0.2.1"));
    }

    private Answer inTransaction(Supplier<Answer> work) {
        return Objects.requireNonNull(transactions.execute(_ -> work.get()));
    }

    private static final class HandClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");

        void tick(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
