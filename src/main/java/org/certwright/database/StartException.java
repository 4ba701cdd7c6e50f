package org.certwright.database;

import org.jspecify.annotations.Nullable;

/** The application cannot start, for a reason a person can mend. */
class StartException extends RuntimeException {

    private final String remedy;

    StartException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
