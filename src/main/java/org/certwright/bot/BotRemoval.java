package org.certwright.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.certwright.bot.BotUse.Mapped;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deletes bots, after what is mapped to them was moved to others. */
@Service
class BotRemoval {

    private final Bots bots;
    private final List<BotUse> uses;
    private final ApplicationEventPublisher events;

    BotRemoval(Bots bots, List<BotUse> uses, ApplicationEventPublisher events) {
        this.bots = bots;
        this.uses = uses;
        this.events = events;
    }

    /** What is mapped to the bot, each kind once, those with nothing included. */
    List<Mapped> mappedTo(long id) {
        return uses.stream().map(it -> it.mappedTo(id)).toList();
    }

    /**
     * @throws BotInUseException for the embedded bot, and while something is mapped to it
     */
    @Transactional
    public Bot delete(long id) {
        var bot = removable(find(bots.lock(List.of(id)), id));
        var mapped = mappedTo(id).stream().filter(it -> it.count() > 0).toList();
        if (!mapped.isEmpty()) {
            throw new BotInUseException(
                    "Bot %s is not deleted: mapped to it are %s."
                            .formatted(bot.name(), text(mapped)));
        }
        return deleted(bot);
    }

    /** All that is mapped to it is mapped to the other one from now on, in one transaction. */
    @Transactional
    public Bot moveAndDelete(long id, long to) {
        var both = bots.lock(List.of(id, to));
        var bot = removable(find(both, id));
        var other = find(both, to);
        if (id == to) {
            throw new BotInUseException(
                    "Bot %s is not deleted: choose another bot to move to.".formatted(bot.name()));
        }
        var moved = new ArrayList<Mapped>();
        for (var use : uses) {
            var kind = use.mappedTo(id);
            moved.add(new Mapped(use.move(id, to), kind.one(), kind.many()));
        }
        moved.removeIf(it -> it.count() == 0);
        if (!moved.isEmpty()) {
            events.publishEvent(BotChange.moved(bot, bot, other, moved));
            events.publishEvent(BotChange.moved(other, bot, other, moved));
        }
        return deleted(bot);
    }

    static String text(List<Mapped> mapped) {
        return mapped.stream().map(Mapped::toString).collect(Collectors.joining(" and "));
    }

    private Bot deleted(Bot bot) {
        events.publishEvent(BotChange.of(bot, "Deleted"));
        bots.delete(bot);
        bots.flush();
        return bot;
    }

    private static Bot removable(Bot bot) {
        if (bot.isEmbedded()) {
            throw new BotInUseException(
                    "Bot %s lives in the application and cannot be deleted. It can be stopped."
                            .formatted(bot.name()));
        }
        return bot;
    }

    private static Bot find(List<Bot> some, long id) {
        return some.stream()
                .filter(it -> it.id() == id)
                .findFirst()
                .orElseThrow(() -> BotRegistry.missing(id));
    }
}
