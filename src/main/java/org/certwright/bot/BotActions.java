package org.certwright.bot;

import java.util.Map;
import java.util.function.LongFunction;
import org.certwright.listing.ActionInput;
import org.certwright.listing.RowAction;
import org.certwright.listing.RowAction.Done;
import org.certwright.listing.SimpleAction;
import org.certwright.security.Role;
import org.certwright.web.InvalidInputException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be done with a bot, but for what answers a token. */
@Configuration(proxyBeanMethods = false)
class BotActions {

    /** Name of the input that says which bot takes over. */
    static final String MOVE_TO = "moveTo";

    private final BotRegistry registry;
    private final BotRemoval removal;

    BotActions(BotRegistry registry, BotRemoval removal) {
        this.registry = registry;
        this.removal = removal;
    }

    @Bean
    RowAction stopBot() {
        return action(
                "stop",
                "Stop",
                registry::stop,
                "Bot %s is stopped. It takes no new work until it is started.");
    }

    @Bean
    RowAction startBot() {
        return action("start", "Start", registry::start, "Bot %s is started.");
    }

    @Bean
    RowAction revokeBotToken() {
        return action(
                "revoke-token",
                "Revoke token",
                registry::revokeToken,
                "The token of bot %s is revoked. The bot cannot connect until it is given another.");
    }

    @Bean
    RowAction deleteBot() {
        return SimpleAction.of(
                        BotListing.KEY,
                        "delete",
                        "Delete",
                        (id, told, _) -> {
                            var bot =
                                    told.containsKey(MOVE_TO)
                                            ? removal.moveAndDelete(id, moveTo(told))
                                            : removal.delete(id);
                            return new Done(
                                    "/provisioning/bots", "Bot %s deleted.".formatted(bot.name()));
                        })
                .onlyFor(Role.ADMINISTRATOR)
                .needing(
                        ActionInput.optional(
                                MOVE_TO,
                                "The id of the bot that takes over what is mapped to this one."));
    }

    private static long moveTo(Map<String, String> told) {
        var id = told.getOrDefault(MOVE_TO, "").strip();
        if (!id.matches("\\d{1,18}"))
            throw new InvalidInputException(Map.of(MOVE_TO, "The id of a bot is expected."));
        return Long.parseLong(id);
    }

    private static RowAction action(
            String key, String label, LongFunction<Bot> work, String message) {
        return SimpleAction.of(
                        BotListing.KEY,
                        key,
                        label,
                        (id, _, _) -> {
                            var bot = work.apply(id);
                            return new Done(
                                    "/provisioning/bots/" + id, message.formatted(bot.name()));
                        })
                .onlyFor(Role.ADMINISTRATOR);
    }
}
