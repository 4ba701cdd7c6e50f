package org.certwright.listing;

/** Patterns for {@code like} and {@code ilike}, in which each sign stands for itself. */
public final class LikePattern {

    private LikePattern() {}

    public static String containing(String text) {
        return "%" + startingWith(text);
    }

    public static String startingWith(String text) {
        return text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
