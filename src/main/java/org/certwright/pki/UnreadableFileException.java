package org.certwright.pki;

import org.jspecify.annotations.Nullable;

/** A file does not hold what was expected; the message says what helps, and holds no secret. */
public class UnreadableFileException extends Exception {

    public UnreadableFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
