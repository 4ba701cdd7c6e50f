package org.certwright.bot;

import java.util.Collection;
import java.util.List;
import org.certwright.audit.Audited;
import org.certwright.audit.Change;
import org.certwright.audit.Changes;
import org.certwright.audit.State;
import org.certwright.bot.BotUse.Mapped;
import org.certwright.tag.Tag;
import org.certwright.tag.TypedTags;

/**
 * A person changed a bot.
 *
 * @param text the bot's name
 */
record BotChange(long botId, String action, String text, List<Change> changes) implements Audited {

    static BotChange of(Bot bot, String action) {
        return new BotChange(bot.id(), action, bot.name(), List.of());
    }

    static BotChange created(Bot bot, Collection<Tag> tags) {
        return new BotChange(bot.id(), "Created", bot.name(), Changes.of(state(bot, tags)));
    }

    static BotChange changed(Bot bot, State before, State after) {
        return new BotChange(bot.id(), "Changed", bot.name(), Changes.between(before, after));
    }

    /**
     * @param bot the one whose activity shows it
     */
    static BotChange moved(Bot bot, Bot from, Bot to, Collection<Mapped> what) {
        return new BotChange(
                bot.id(),
                "Moved",
                bot.name(),
                what.stream()
                        .map(it -> new Change(it.toString(), from.name(), to.name()))
                        .toList());
    }

    /** What the audit trail shows of a bot. */
    static State state(Bot bot, Collection<Tag> tags) {
        var group = bot.botGroup();
        return new State()
                .with("purpose", bot.purpose().label())
                .with("group", group == null ? null : group.name())
                .with("description", bot.description())
                .with("tags", TypedTags.text(tags));
    }

    @Override
    public String subjectType() {
        return "Bot";
    }

    @Override
    public String subjectId() {
        return String.valueOf(botId);
    }
}
