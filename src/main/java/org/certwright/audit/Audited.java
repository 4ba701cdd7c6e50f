package org.certwright.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event worth an entry in the audit trail. Published inside the transaction of the change, so
 * that change and entry commit together. Nothing in it may be a secret.
 */
public interface Audited {

    /** Past tense, as "Created", "Deployed", "Rolled Back". */
    String action();

    /** What kind of thing, as "Server". */
    String subjectType();

    /** The thing's id, as its page's address names it. */
    String subjectId();

    /** One sentence or name that can be read without the thing: it may be deleted. */
    String text();

    /** Before and after, field by field; made by {@link Changes}. */
    default List<Change> changes() {
        return List.of();
    }

    /** What is no field of the thing, more than one line if need be. */
    default @Nullable String details() {
        return null;
    }

    /** Who, when it is not the user of the request: a bot's name, or the name used to log in. */
    default @Nullable String actor() {
        return null;
    }
}
