package org.certwright.web;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that wants a person, as the dashboard shows it.
 *
 * @param deadline when a certificate expires over it; null when none does
 */
public record Attention(
        Severity severity,
        @Nullable Instant deadline,
        Subject subject,
        Cause cause,
        Remedy remedy) {

    /** The worst first; of two that are equally bad the one that has less time. */
    public static final Comparator<Attention> WORST_FIRST =
            Comparator.comparing(Attention::severity)
                    .thenComparing(
                            Attention::deadline, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(it -> it.subject().name())
                    .thenComparing(it -> it.subject().url());

    /** What tells it from the others on one page. */
    public String id() {
        return "attention" + subject.url().replaceAll("[^A-Za-z0-9]+", "-");
    }

    /**
     * @param url its page
     * @param badge how it stands
     * @param kind what it is where that is not plain: "server"; null where it is
     */
    public record Subject(String name, String url, Badge badge, @Nullable String kind) {}

    /**
     * @param sentence why it wants a person
     * @param words the other side's own; all of them stand where the remedy leads
     * @param next what happens by itself: "Tried again in 12 min."; null when nothing does
     */
    public record Cause(String sentence, @Nullable String words, @Nullable String next) {

        private static final int LONGEST = 200;

        public Cause {
            words = words == null || words.isBlank() ? null : oneLine(words.strip());
        }

        public static Cause of(String sentence) {
            return new Cause(sentence, null, null);
        }

        private static String oneLine(String words) {
            var line = words.replaceAll("\\s+", " ");
            return line.codePointCount(0, line.length()) <= LONGEST
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
        }
    }

    /**
     * The one button that helps.
     *
     * @param label verb and object
     */
    public record Remedy(String label, String url) {}

    /** How bad it is; the worst stands first. */
    public enum Severity {
        /** Something that serves may be broken now. */
        BROKEN,
        /**
         * It serves still, until its certificate expires: what should renew it failed, or is not
         * there.
         */
        AT_RISK,
        /** Work that comes cannot be done. */
        BLOCKED,
        /** All is well once somebody says yes. */
        ASKING
    }
}
