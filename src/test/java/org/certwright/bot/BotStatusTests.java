package org.certwright.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import org.certwright.DatabaseTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class BotStatusTests {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant THREE_BEATS_AGO = NOW.minus(Bot.HEARTBEAT.multipliedBy(3));

    @Autowired private JdbcClient database;
    @Autowired private BotFixtures fixtures;

    private long idle;
    private long busy;

    @BeforeEach
    void twoBots() {
        idle = fixtures.bot("idle");
        busy = fixtures.bot("busy");
        fixtures.server("Mapped", busy);
    }

    @AfterEach
    void clear() {
        fixtures.clear();
    }

    @Test
    void awaitsActivationUntilItsFirstContact() {
        assertThat(status(idle, false, null)).isEqualTo(BotStatus.PENDING_ACTIVATION);
        assertThat(status(busy, false, null)).isEqualTo(BotStatus.PENDING_ACTIVATION);
    }

    @Test
    void isPendingWhileNothingIsAssigned() {
        assertThat(status(idle, false, NOW)).isEqualTo(BotStatus.PENDING);
    }

    @Test
    void isActiveWithWorkAndWithinThreeHeartbeats() {
        assertThat(status(busy, false, THREE_BEATS_AGO)).isEqualTo(BotStatus.ACTIVE);
    }

    @Test
    void isInactiveAfterThreeMissedHeartbeatsWithOrWithoutWork() {
        var before = THREE_BEATS_AGO.minusMillis(1);

        assertThat(status(busy, false, before)).isEqualTo(BotStatus.INACTIVE);
        assertThat(status(idle, false, before)).isEqualTo(BotStatus.INACTIVE);
    }

    @Test
    void isStoppedHoweverWellItIsConnected() {
        assertThat(status(busy, true, NOW)).isEqualTo(BotStatus.STOPPED);
        assertThat(status(idle, true, null)).isEqualTo(BotStatus.STOPPED);
    }

    private BotStatus status(long bot, boolean stopped, @Nullable Instant lastContact) {
        return database.sql("select bot_status(:bot, :stopped, :last::timestamptz, :at)")
                .param("bot", bot)
                .param("stopped", stopped)
                .param("last", lastContact == null ? null : Timestamp.from(lastContact))
                .param("at", Timestamp.from(NOW))
                .query((row, _) -> BotStatus.valueOf(row.getString(1)))
                .single();
    }
}
