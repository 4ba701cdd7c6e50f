package org.certwright.bot;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** All bots with what each is doing now. */
@Component
class BotOverview {

    private final Bots bots;
    private final List<BotWork> work;
    private final Clock clock;

    BotOverview(Bots bots, List<BotWork> work, Clock clock) {
        this.bots = bots;
        this.work = work;
        this.clock = clock;
    }

    List<Line> lines() {
        var assigned = assigned();
        var now = clock.instant();
        return bots.findAllByOrderByName().stream()
                .map(it -> new Line(it, it.status(assigned.contains(it.id()), now)))
                .toList();
    }

    private Set<Long> assigned() {
        return work.stream()
                .flatMap(it -> it.assignedBots().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A line of the list. */
    record Line(Bot bot, BotStatus status) {}
}
