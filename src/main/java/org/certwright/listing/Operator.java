package org.certwright.listing;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a filter compares. */
public enum Operator {
    CONTAINS("Contains"),
    EQUALS("Equals"),
    BEFORE("Before"),
    AFTER("After"),
    LESS_THAN("Less than"),
    GREATER_THAN("Greater than");

    private final String label;

    Operator(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** As the address has it: {@code less-than}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Operator> of(String key) {
        return Stream.of(values()).filter(it -> it.key().equalsIgnoreCase(key)).findFirst();
    }
}
