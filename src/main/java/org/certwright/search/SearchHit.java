package org.certwright.search;

import java.util.Comparator;
import org.certwright.web.Badge;
import org.jspecify.annotations.Nullable;

/**
 * Something that was found.
 *
 * @param url its page
 * @param detail what tells it from others of its name; null when nothing does
 */
public record SearchHit(
        Match match, String name, String url, @Nullable String detail, @Nullable Badge badge) {

    static final Comparator<SearchHit> BEST_FIRST = Comparator.comparing(SearchHit::match);

    /** How well it fits; the best first. */
    public enum Match {
        /** It is called just that, or has just that serial or fingerprint. */
        EXACT,
        /** It begins with it. */
        PREFIX,
        /** It holds it somewhere. */
        CONTAINS
    }
}
