package org.certwright.bot;

import java.net.InetAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The heartbeat of the embedded bot, in each instance of the application. */
@Component
class EmbeddedBotHeartbeat {

    private final Bots bots;
    private final Clock clock;
    private final BotFacts facts;

    EmbeddedBotHeartbeat(Bots bots, Clock clock, ObjectProvider<BuildProperties> build) {
        this.bots = bots;
        this.clock = clock;
        this.facts =
                new BotFacts(
                        Optional.ofNullable(build.getIfAvailable())
                                .map(BuildProperties::getVersion)
                                .orElse(null),
                        System.getProperty("os.name") + " " + System.getProperty("os.version"),
                        InetAddress.getLoopbackAddress().getHostAddress());
    }

    @Transactional
    @Scheduled(fixedRate = 15, timeUnit = TimeUnit.SECONDS)
    void beat() {
        bots.heardFromEmbedded(facts, clock.instant());
    }
}
