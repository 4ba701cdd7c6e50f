package org.certwright.bulk;

import java.util.List;
import java.util.Map;
import org.certwright.listing.ActionInput;
import org.certwright.security.Role;
import org.jspecify.annotations.Nullable;

/** Something that can be done with many rows of a list. A bean of the feature that does it. */
public interface BulkAction {

    /** Key of the list whose rows these are. */
    String list();

    /** Part of the address; unique within its list. */
    String key();

    /** What the button says: "Assign bot". */
    String label();

    /** Name of an outline icon of Tabler. */
    String icon();

    /** Its place among the others. */
    int order();

    /** Who may. */
    default Role role() {
        return Role.OPERATOR;
    }

    /** Whether something goes that does not come back; the button says so. */
    default boolean isDestructive() {
        return false;
    }

    /**
     * What is asked before, naming what goes and what stays.
     *
     * @param rows as "12 certificates"
     */
    String question(String rows);

    /** The fields to be filled in before, as {@code template :: fragment}; null without any. */
    default @Nullable String fields() {
        return null;
    }

    /** The same fields as programs fill them in; nothing else is taken from them. */
    default List<ActionInput> inputs() {
        return List.of();
    }

    /** What the fields need: choices, and what stands in them at first. */
    default Map<String, Object> model() {
        return Map.of();
    }

    /**
     * Checks what was filled in.
     *
     * @param filled by name of the field
     * @return what is wrong, by name of the field; empty when nothing is
     */
    default Map<String, String> check(Map<String, String> filled) {
        return Map.of();
    }

    /**
     * Does it with one row, in the transaction that also records the result: both or neither. It
     * must not use the network.
     *
     * @return what was done, in a few words
     * @throws RuntimeException when it cannot be done with this row; the message of one of our own
     *     exceptions stands as the result, any other is logged and told without its words. When the
     *     database is busy or away, the run goes on here later.
     */
    String perform(long id, BulkRequest request);
}
