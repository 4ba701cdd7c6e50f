package org.certwright.bot;

import org.certwright.listing.Column;

/**
 * The column of a list that says which bot looks after a thing, the same for all kinds of things.
 */
public final class BotColumn {

    private static final String NOBODY = "Not Mapped";

    private BotColumn() {}

    /**
     * @param id of the bot in the row, as {@code c.bot_id}; null where there is none
     * @param name SQL that reads the bot's name
     */
    public static Column of(String key, String header, String id, String name) {
        return Column.text(key, header, name)
                .where(test ->
                        "%1$s = any(array(select id from bot where %2$s)) or %1$s is null and %3$s"
                                .formatted(id, test.apply("name"), test.apply("'" + NOBODY + "'")))
                .shownAs(row -> row.get(key) == null ? NOBODY : row.text(key));
    }
}
