package org.certwright.bot;

import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** All bots with what each is doing now. */
@Component
class BotOverview {

    private final Bots bots;
    private final BotStatuses statuses;

    BotOverview(Bots bots, BotStatuses statuses) {
        this.bots = bots;
        this.statuses = statuses;
    }

    List<Line> lines() {
        var all = statuses.all();
        return bots.findAllByOrderByName().stream()
                .filter(it -> all.containsKey(it.id()))
                .map(it -> new Line(it, Objects.requireNonNull(all.get(it.id()))))
                .toList();
    }

    /** A line of the list. */
    record Line(Bot bot, BotStatus status) {}
}
