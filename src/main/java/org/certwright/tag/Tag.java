package org.certwright.tag;

import java.util.Comparator;

/**
 * A key and a value, written {@code env=production}.
 *
 * @param key in lower case, so that there is one way to write it
 * @param value as it was typed
 */
public record Tag(String key, String value) implements Comparable<Tag> {

    private static final Comparator<Tag> ORDER =
            Comparator.comparing(Tag::key).thenComparing(Tag::value);

    @Override
    public int compareTo(Tag other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
