package org.certwright.audit;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;

/** The fields of a thing at one moment, as people read them; to be compared by {@link Changes}. */
public final class State {

    private final Map<String, Field> fields = new LinkedHashMap<>();

    /**
     * Each component of a record, named in words: {@code validityDays} is "validity days". One of
     * type {@link Secret} is a secret.
     */
    public static State of(Record record) {
        var state = new State();
        for (var component : record.getClass().getRecordComponents()) {
            var name = words(component.getName());
            var value = value(record, component);
            if (value instanceof Secret it) {
                state.withSecret(name, it.isEmpty() ? null : it);
            } else {
                state.with(name, value);
            }
        }
        return state;
    }

    /** Null, empty text and an empty collection are the same: nothing. */
    public State with(String field, @Nullable Object value) {
        var text = text(value);
        if (!text.isBlank()) {
            fields.put(field, new Field(text, false));
        }
        return this;
    }

    /**
     * @param mark what tells the secret from another one, as its id in the vault; it is compared,
     *     and never written
     */
    public State withSecret(String field, @Nullable Object mark) {
        if (mark != null) {
            fields.put(field, new Field(mark, true));
        }
        return this;
    }

    Set<String> names() {
        return fields.keySet();
    }

    Field field(String name) {
        return fields.getOrDefault(name, Field.NONE);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Boolean it -> it ? "yes" : "no";
            case Set<?> it -> joined(it.stream().map(String::valueOf).sorted());
            case Collection<?> it -> joined(it.stream().map(String::valueOf));
            default -> value.toString();
        };
    }

    private static String joined(Stream<String> values) {
        return values.collect(Collectors.joining(", "));
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true); // a feature's record is seldom public
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static String words(String name) {
        return String.join(" ", name.split("(?=[A-Z])")).toLowerCase(Locale.ROOT);
    }

    /**
     * @param value what is compared; null when there is nothing
     */
    record Field(@Nullable Object value, boolean secret) {

        static final Field NONE = new Field(null, false);

        @Nullable String shown() {
            return value == null ? null : secret ? "set" : value.toString();
        }

        @Nullable String shownAfter(Field before) {
            return secret && before.value != null ? "changed" : shown();
        }
    }
}
