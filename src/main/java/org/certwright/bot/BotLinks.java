package org.certwright.bot;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The way to a bot that does work, wherever it runs. */
@Service
public class BotLinks {

    private final Bots bots;
    private final ObjectProvider<org.certwright.agent.job.Bot> embedded;

    BotLinks(Bots bots, ObjectProvider<org.certwright.agent.job.Bot> embedded) {
        this.bots = bots;
        this.embedded = embedded;
    }

    /**
     * The bot's interface for work. Its calls block and use the network: never within a
     * transaction.
     *
     * @throws BotUnavailableException when the bot is stopped, deleted, or cannot be reached by
     *     this version
     */
    public org.certwright.agent.job.Bot of(long botId) {
        var bot =
                bots.findById(botId)
                        .orElseThrow(() ->
                                new BotUnavailableException(
                                        "The bot with id %d no longer exists; map another"
                                                .formatted(botId)));
        if (bot.isStopped()) {
            throw new BotUnavailableException(
                    "Bot %s is stopped and takes no work; start it on the Bots page"
                            .formatted(bot.name()));
        }
        var link = bot.isEmbedded() ? embedded.getIfAvailable() : null;
        if (link == null) {
            throw new BotUnavailableException(
                    "Bot %s cannot be reached by this version".formatted(bot.name()));
        }
        return link;
    }
}
