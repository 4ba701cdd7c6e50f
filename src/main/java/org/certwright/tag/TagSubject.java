package org.certwright.tag;

/**
 * A kind of thing that carries tags: a bean of its feature. The table {@code <table>_tag} joins
 * them, with the column {@code <table>_id}.
 *
 * @param table where these things are, as {@code bot}
 * @param label heads their column on the page of tags, as {@code Bots}
 */
public record TagSubject(String table, String label) {

    /** The names become part of statements, so they are nothing but names. */
    public TagSubject {
        if (!table.matches("[a-z_]+")) {
            throw new IllegalArgumentException("'%s' is not the name of a table".formatted(table));
        }
    }

    /** A statement about these things, written with {@code %1$s} for the table's name. */
    String in(String statement) {
        return statement.formatted(table);
    }
}
