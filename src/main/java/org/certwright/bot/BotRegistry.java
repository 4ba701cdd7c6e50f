package org.certwright.bot;

import static org.certwright.bot.BotForm.trimmed;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.certwright.pki.Secret;
import org.certwright.tag.Tag;
import org.certwright.tag.Tags;
import org.certwright.tag.TypedTags;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates bots and changes them: what they are, their tokens, and whether they work. */
@Service
class BotRegistry {

    private final Bots bots;
    private final BotGroups groups;
    private final Tags tags;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    BotRegistry(
            Bots bots, BotGroups groups, Tags tags, ApplicationEventPublisher events, Clock clock) {
        this.bots = bots;
        this.groups = groups;
        this.tags = tags;
        this.events = events;
        this.clock = clock;
    }

    /** With its group. */
    Bot get(long id) {
        return bots.findWithGroup(id).orElseThrow(() -> missing(id));
    }

    List<Tag> tagsOf(long id) {
        return tags.of(BotGuide.TAGGED, id);
    }

    /** A remote bot, and the token that lets it connect. */
    @Transactional
    public Issued create(BotForm form, String user) {
        var now = clock.instant();
        var bot = Bot.remote(Objects.requireNonNull(trimmed(form.name())), user, now);
        configure(bot, form);
        var token = BotToken.random();
        bot.give(token, now);
        var typed = TypedTags.parse(form.tags()).tags();
        var saved = bots.saveAndFlush(bot);
        tags.put(BotGuide.TAGGED, saved.id(), typed);
        events.publishEvent(BotChange.created(saved, typed));
        return new Issued(saved, token.value());
    }

    /**
     * @throws OptimisticLockingFailureException when it is not the bot that the form showed
     */
    @Transactional
    public Bot change(long id, BotForm form) {
        var bot = bots.forChange(id).orElseThrow(() -> missing(id));
        if (!Objects.equals(form.lockVersion(), bot.lockVersion())) {
            throw new OptimisticLockingFailureException("Bot %d was changed".formatted(id));
        }
        var before = BotChange.state(bot, tagsOf(id));
        configure(bot, form);
        bots.saveAndFlush(bot);
        var typed = TypedTags.parse(form.tags()).tags();
        tags.put(BotGuide.TAGGED, id, typed);
        var after = BotChange.state(bot, typed);
        var change = BotChange.changed(bot, before, after);
        if (!change.changes().isEmpty()) events.publishEvent(change);
        return bot;
    }

    /**
     * Gives the bot another token; the one before ends at once.
     *
     * @throws BotInUseException for the embedded bot, which needs none
     */
    @Transactional
    public Issued rotateToken(long id) {
        var token = BotToken.random();
        return new Issued(
                change(id, it -> remote(it).give(token, clock.instant()), "Token rotated"),
                token.value());
    }

    @Transactional
    public Bot revokeToken(long id) {
        return change(id, it -> remote(it).revokeToken(), "Token revoked");
    }

    @Transactional
    public Bot stop(long id) {
        return change(id, Bot::stop, "Stopped");
    }

    @Transactional
    public Bot start(long id) {
        return change(id, Bot::start, "Started");
    }

    private Bot change(long id, Consumer<Bot> verb, String action) {
        var bot = get(id);
        verb.accept(bot);
        events.publishEvent(BotChange.of(bot, action));
        return bots.save(bot);
    }

    private void configure(Bot bot, BotForm form) {
        bot.configure(
                Objects.requireNonNull(form.purpose()),
                group(form.groupId()),
                trimmed(form.description()));
    }

    private @Nullable BotGroup group(@Nullable Long id) {
        return id == null ? null : groups.findById(id).orElseThrow();
    }

    static NotFoundException missing(long id) {
        return new NotFoundException("There is no bot %d.".formatted(id));
    }

    private static Bot remote(Bot bot) {
        if (bot.isEmbedded()) {
            throw new BotInUseException(
                    "Bot %s lives in the application and needs no token.".formatted(bot.name()));
        }
        return bot;
    }

    /** A bot and its new token, which nobody can read again. */
    record Issued(Bot bot, Secret token) {}
}
