package org.certwright.web;

import org.jspecify.annotations.Nullable;

/**
 * A number on the dashboard.
 *
 * @param url the list, filtered so that it holds exactly {@code count} rows
 * @param explanation what is counted, for the ⓘ
 * @param note the one fact to know beside the number
 */
public record Tile(
        String label,
        long count,
        String url,
        String explanation,
        Tone tone,
        @Nullable String note) {

    public static Tile of(String label, long count, String url, String explanation) {
        return new Tile(label, count, url, explanation, Tone.IDLE, null);
    }

    public Tile noted(Tone tone, String note) {
        return new Tile(label, count, url, explanation, tone, note);
    }
}
