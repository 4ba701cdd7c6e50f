package org.certwright.agent.job;

import org.jspecify.annotations.Nullable;

/**
 * A failure as the 3 a.m. engineer reads it.
 *
 * @param message what failed, on which object, in a sentence
 * @param words the other side's own words (a command's output, an exception of the transport),
 *     secrets masked; at most 4 KB
 * @param remedy what helps, if that is known
 */
public record Failure(
        FailureCode code, String message, @Nullable String words, @Nullable String remedy) {

    public static Failure of(FailureCode code, String message) {
        return new Failure(code, message, null, null);
    }
}
