package org.certwright.ca;

import org.jspecify.annotations.Nullable;

/**
 * A CA could not be asked. The type says what to do next; the message names the connector and holds
 * the CA's own words.
 */
public abstract sealed class CaException extends RuntimeException {

    private CaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Try again later. */
    public static final class Unreachable extends CaException {
        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Credentials or permissions: stop, tell the administrator. */
    public static final class Denied extends CaException {
        public Denied(String message) {
            super(message, null);
        }
    }

    /** An answer nobody foresaw: stop, keep the answer. */
    public static final class Garbled extends CaException {
        public Garbled(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
