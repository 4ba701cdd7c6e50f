package org.certwright.bot;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.certwright.audit.Audited;
import org.certwright.bot.BotUse.Mapped;
import org.certwright.tag.Tag;
import org.certwright.tag.TypedTags;
import org.jspecify.annotations.Nullable;

/**
 * A person changed a bot.
 *
 * @param text the bot's name
 */
record BotChange(long botId, String action, String text, @Nullable String details)
        implements Audited {

    static BotChange of(Bot bot, String action) {
        return new BotChange(bot.id(), action, bot.name(), null);
    }

    static BotChange created(Bot bot, Collection<Tag> tags) {
        return new BotChange(
                bot.id(),
                "Created",
                bot.name(),
                facts(bot, tags).entrySet().stream()
                        .map(it -> it.getKey() + ": " + it.getValue())
                        .collect(Collectors.joining("\n")));
    }

    static BotChange changed(Bot bot, Map<String, String> before, Map<String, String> after) {
        return new BotChange(
                bot.id(),
                "Changed",
                bot.name(),
                after.entrySet().stream()
                        .filter(it -> !it.getValue().equals(before.get(it.getKey())))
                        .map(it -> line(it.getKey(), before.get(it.getKey()), it.getValue()))
                        .collect(Collectors.joining("\n")));
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
                        .map(it -> line(it.toString(), from.name(), to.name()))
                        .collect(Collectors.joining("\n")));
    }

    /** What the audit trail shows of a bot. */
    static Map<String, String> facts(Bot bot, Collection<Tag> tags) {
        var group = bot.botGroup();
        var facts = new LinkedHashMap<String, String>();
        facts.put("purpose", bot.purpose().label());
        facts.put("group", group == null ? "none" : group.name());
        facts.put("description", Objects.toString(bot.description(), "none"));
        facts.put("tags", tags.isEmpty() ? "none" : TypedTags.text(tags));
        return facts;
    }

    private static String line(String what, @Nullable String before, String after) {
        return "%s: %s → %s".formatted(what, before, after);
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
