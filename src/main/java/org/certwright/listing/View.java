package org.certwright.listing;

import org.certwright.web.Tone;
import org.jspecify.annotations.Nullable;

/**
 * A tab above a list: the rows of which something is true. A tile of the dashboard that leads to it
 * counts with the same condition.
 *
 * @param key as the address has it, {@code view=bot-unassigned}
 * @param tile what the tile is called
 * @param condition SQL about the row
 * @param explanation what the tile says of it
 * @param tone of the count when there is any, {@link Tone#BAD} when it wants a person
 * @param note the one fact to know, below the tile's number when there is any
 */
public record View(
        String key,
        String label,
        String tile,
        String condition,
        String explanation,
        @Nullable Tone tone,
        @Nullable String note) {

    public static View of(String key, String label, String condition, String explanation) {
        return new View(key, label, label, condition, explanation, null, null);
    }

    /** The tab that shows everything. */
    public static View all(String tile, String explanation) {
        return new View("all", "All", tile, "true", explanation, null, null);
    }

    public View toned(Tone tone) {
        return new View(key, label, tile, condition, explanation, tone, note);
    }

    public View noted(Tone tone, String note) {
        return new View(key, label, tile, condition, explanation, tone, note);
    }
}
