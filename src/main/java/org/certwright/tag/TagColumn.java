package org.certwright.tag;

import org.certwright.listing.Column;

/** The column Tags of a list, the same for all kinds of things. */
public final class TagColumn {

    private static final String TEXT = "tag.key || '=' || tag.value"; // as its index has it

    private TagColumn() {}

    /**
     * @param alias of the things' table in the statement of the list, as {@code b}
     */
    public static Column of(TagSubject subject, String alias) {
        var from = subject.in("from %1$s_tag it join tag on tag.id = it.tag_id");
        var id = subject.in("it.%1$s_id");
        return Column.text(
                        "tags",
                        "Tags",
                        "array(select %s %s where %s = %s.id order by 1)"
                                .formatted(TEXT, from, id, alias))
                .optional()
                .asTags()
                .where(test ->
                        "%s.id in (select %s %s where %s)"
                                .formatted(alias, id, from, test.apply(TEXT)));
    }
}
