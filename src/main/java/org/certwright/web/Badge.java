package org.certwright.web;

/**
 * How a status looks: a status enumeration answers {@code badge()} with one, and {@code
 * fragments/badge} draws it.
 *
 * @param icon name of an outline icon of Tabler, as {@code "circle-check"}
 * @param word the status as the user reads it
 */
public record Badge(Tone tone, String icon, String word) {

    public static Badge ok(String icon, String word) {
        return new Badge(Tone.OK, icon, word);
    }

    public static Badge run(String icon, String word) {
        return new Badge(Tone.RUN, icon, word);
    }

    public static Badge warn(String icon, String word) {
        return new Badge(Tone.WARN, icon, word);
    }

    public static Badge bad(String icon, String word) {
        return new Badge(Tone.BAD, icon, word);
    }

    public static Badge idle(String icon, String word) {
        return new Badge(Tone.IDLE, icon, word);
    }

    public static Badge mute(String icon, String word) {
        return new Badge(Tone.MUTE, icon, word);
    }
}
