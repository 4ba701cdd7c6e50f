package org.certwright.bot;

import org.certwright.web.ApiBody;
import org.jspecify.annotations.Nullable;

/**
 * The forms Create Bot and Configure Bot as they were sent, by a browser or as JSON.
 *
 * @param name of a new one; a bot keeps its name
 * @param tags as {@link org.certwright.tag.TypedTags} reads them
 * @param lockVersion of the bot as the form showed it; null for a new one
 */
@ApiBody
record BotForm(
        @Nullable String name,
        @Nullable BotPurpose purpose,
        @Nullable Long groupId,
        @Nullable String description,
        @Nullable String tags,
        @Nullable Integer lockVersion) {

    static final BotForm BLANK =
            new BotForm(null, BotPurpose.DISCOVERY_AND_PROVISIONING, null, null, null, null);

    static BotForm of(Bot bot, String tags) {
        var group = bot.botGroup();
        return new BotForm(
                bot.name(),
                bot.purpose(),
                group == null ? null : group.id(),
                bot.description(),
                tags,
                bot.lockVersion());
    }

    static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
