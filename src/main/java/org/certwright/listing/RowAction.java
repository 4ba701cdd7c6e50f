package org.certwright.listing;

import java.util.List;
import java.util.Map;
import org.certwright.security.Role;
import org.certwright.web.ConflictException;

/**
 * Something that can be done with one row of a list, on its page and by programs. A bean of the
 * feature that does it.
 */
public interface RowAction {

    /** Key of the list whose rows these are. */
    String list();

    /** Part of the address; unique within its list. */
    String key();

    /** As verb and object: "Renew now". */
    String label();

    /** Who may. */
    default Role role() {
        return Role.OPERATOR;
    }

    /** What it has to be told beside the row. */
    default List<ActionInput> inputs() {
        return List.of();
    }

    /**
     * Called outside a transaction.
     *
     * @param told by name of the input; those that are required are there
     * @param by the user's name
     * @throws ConflictException when it makes no sense as things stand
     */
    Done perform(long id, Map<String, String> told, String by);

    /**
     * @param url where to look now, within the application
     * @param message what happened, one sentence
     * @param succeeded false when it was done, and did not come out well: a test that failed
     */
    record Done(String url, String message, boolean succeeded) {

        public Done(String url, String message) {
            this(url, message, true);
        }

        public static Done failed(String url, String message) {
            return new Done(url, message, false);
        }
    }
}
