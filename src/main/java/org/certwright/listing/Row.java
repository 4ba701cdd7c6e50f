package org.certwright.listing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a list, as it was read.
 *
 * @param values by key of the column, and by name of what else the list reads
 */
public record Row(long id, Map<String, @Nullable Object> values) {

    /** A String, Long, Boolean, Instant or list of Strings; null when it is missing. */
    public @Nullable Object get(String key) {
        return values.get(key);
    }

    public @Nullable String text(String key) {
        var value = get(key);
        return value == null ? null : value.toString();
    }

    public @Nullable Instant moment(String key) {
        return (Instant) get(key);
    }

    /** 0 when it is missing. */
    public long number(String key) {
        return get(key) instanceof Long it ? it : 0;
    }

    /** False when it is missing. */
    public boolean flag(String key) {
        return Boolean.TRUE.equals(get(key));
    }

    /** Empty when it is missing. */
    public List<String> list(String key) {
        return get(key) instanceof List<?> it
                ? it.stream().map(Objects::toString).toList()
                : List.of();
    }
}
