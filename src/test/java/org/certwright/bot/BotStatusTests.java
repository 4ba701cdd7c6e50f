package org.certwright.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class BotStatusTests {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant THREE_BEATS_AGO = NOW.minus(Bot.HEARTBEAT.multipliedBy(3));

    @Test
    void awaitsActivationUntilItsFirstContact() {
        assertThat(lastHeard(null).status(true, NOW)).isEqualTo(BotStatus.PENDING_ACTIVATION);
    }

    @Test
    void isPendingWhileNothingIsAssigned() {
        assertThat(lastHeard(NOW).status(false, NOW)).isEqualTo(BotStatus.PENDING);
    }

    @Test
    void isActiveWithWorkAndWithinThreeHeartbeats() {
        assertThat(lastHeard(THREE_BEATS_AGO).status(true, NOW)).isEqualTo(BotStatus.ACTIVE);
    }

    @Test
    void isInactiveAfterThreeMissedHeartbeatsWithOrWithoutWork() {
        var bot = lastHeard(THREE_BEATS_AGO.minusMillis(1));

        assertThat(bot.status(true, NOW)).isEqualTo(BotStatus.INACTIVE);
        assertThat(bot.status(false, NOW)).isEqualTo(BotStatus.INACTIVE);
    }

    @Test
    void isStoppedHoweverWellItIsConnected() {
        var bot = lastHeard(NOW);
        bot.stop();

        assertThat(bot.status(true, NOW)).isEqualTo(BotStatus.STOPPED);

        bot.start();

        assertThat(bot.status(true, NOW)).isEqualTo(BotStatus.ACTIVE);
    }

    private static Bot lastHeard(@Nullable Instant at) {
        var bot = new Bot();
        ReflectionTestUtils.setField(bot, "lastContactAt", at);
        return bot;
    }
}
