package org.certwright.export;

/**
 * A column of an export.
 *
 * @param type what its cells usually hold; it decides the width. What a cell looks like follows
 *     from its own value, so that a moment may be "Never" and a number "Unlimited"
 */
public record SheetColumn(String header, Type type) {

    public enum Type {
        TEXT,
        NUMBER,
        MOMENT
    }
}
