package org.certwright.bot;

import java.util.function.Consumer;
import org.certwright.audit.Audited;
import org.certwright.web.NotFoundException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stops and starts bots. */
@Service
class BotControl {

    private final Bots bots;
    private final ApplicationEventPublisher events;

    BotControl(Bots bots, ApplicationEventPublisher events) {
        this.bots = bots;
        this.events = events;
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
        var bot =
                bots.findById(id)
                        .orElseThrow(
                                () -> new NotFoundException("There is no bot %d.".formatted(id)));
        verb.accept(bot);
        events.publishEvent(new BotChange(id, action, bot.name()));
        return bots.save(bot);
    }

    /** For the audit trail. */
    private record BotChange(long botId, String action, String text) implements Audited {

        @Override
        public String subjectType() {
            return "Bot";
        }

        @Override
        public String subjectId() {
            return String.valueOf(botId);
        }
    }
}
