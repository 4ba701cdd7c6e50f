package org.certwright.web;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** One entry of a select or of radio cards: what is sent, and what is read. */
public record Choice(String value, String label) {

    /** All constants of an enumeration, in their order. */
    public static <E extends Enum<E>> List<Choice> of(Class<E> type, Function<E, String> label) {
        return Arrays.stream(type.getEnumConstants())
                .map(it -> new Choice(it.name(), label.apply(it)))
                .toList();
    }
}
