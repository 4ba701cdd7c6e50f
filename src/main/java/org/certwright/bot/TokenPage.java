package org.certwright.bot;

import org.certwright.bot.BotRegistry.Issued;
import org.certwright.web.ServerAddress;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The page that shows a token, once: the answer to the request that made it. A token goes through
 * no session and no redirect, and stands in no command, which all users of a host could read.
 */
@Component
class TokenPage {

    private final ServerAddress address;
    private final BotStatuses statuses;
    private final BotRegistry registry;

    TokenPage(ServerAddress address, BotStatuses statuses, BotRegistry registry) {
        this.address = address;
        this.statuses = statuses;
        this.registry = registry;
    }

    /**
     * @param title as {@code Bot dmz-vienna is created}
     */
    String show(String title, Issued issued, Model model) {
        var bot = issued.bot();
        model.addAttribute("title", title);
        model.addAttribute("bot", bot);
        model.addAttribute("status", statuses.of(bot.id()));
        model.addAttribute("tags", registry.tagsOf(bot.id()));
        model.addAttribute("token", issued.token().reveal());
        model.addAttribute("address", address.url());
        model.addAttribute("linux", linux());
        model.addAttribute("windows", windows());
        return "bot/token";
    }

    /** One command, so that a shell into which it is pasted asks for the token first. */
    private String linux() {
        return """
        read -rsp 'Bot token: ' CERTWRIGHT_BOT_TOKEN && export CERTWRIGHT_BOT_TOKEN \\
          && java -jar certwright.jar bot --server %s\
        """
                .formatted(address.url());
    }

    private String windows() {
        return "$env:CERTWRIGHT_BOT_TOKEN = Read-Host 'Bot token'; java -jar certwright.jar bot --server %s"
                .formatted(address.url());
    }
}
