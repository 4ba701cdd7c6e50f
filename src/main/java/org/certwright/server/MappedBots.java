package org.certwright.server;

import java.util.Set;
import org.certwright.bot.BotWork;
import org.springframework.stereotype.Component;

/** A bot that a server is mapped to has work. */
@Component
class MappedBots implements BotWork {

    private final Servers servers;

    MappedBots(Servers servers) {
        this.servers = servers;
    }

    @Override
    public Set<Long> assignedBots() {
        return servers.mappedBots();
    }
}
