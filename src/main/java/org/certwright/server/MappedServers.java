package org.certwright.server;

import java.util.Map;
import org.certwright.bot.BotPanel;
import org.certwright.bot.BotUse;
import org.springframework.core.annotation.Order;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** The servers mapped to a bot: on its page, and in the way of its end. */
@Component
@Order(10)
class MappedServers implements BotUse, BotPanel {

    private static final int SHOWN = 50;

    private final Servers servers;
    private final ServerTasks tasks;

    MappedServers(Servers servers, ServerTasks tasks) {
        this.servers = servers;
        this.tasks = tasks;
    }

    @Override
    public Mapped mappedTo(long botId) {
        return new Mapped(servers.countMappedTo(botId), "server", "servers");
    }

    /** Each is checked again: the other bot may not reach it. */
    @Override
    public int move(long from, long to) {
        var moved = servers.move(from, to);
        tasks.checkMappedSoon(to);
        return moved;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public String fragment() {
        return "server/bot :: servers";
    }

    @Override
    public Map<String, Object> model(long botId) {
        return Map.of(
                "servers", servers.mappedTo(botId, Limit.of(SHOWN)),
                "serverCount", servers.countMappedTo(botId));
    }
}
