package org.certwright.dashboard;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a card shows. One that could not be read says so; the others are not touched by it.
 *
 * @param content null when it could not be read
 */
record Part<T>(@Nullable T content) {

    private static final Logger LOG = LoggerFactory.getLogger(Part.class);

    static <T> Part<T> read(String name, Supplier<T> reader) {
        try {
            return new Part<>(reader.get());
        } catch (RuntimeException e) {
            LOG.error("The part “{}” of the dashboard could not be read", name, e);
            return new Part<>(null);
        }
    }

    public boolean isMissing() {
        return content == null;
    }
}
