package org.certwright.agent.job;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A server could not be reached, read, or worked on; {@link #failure()} says how and what is next.
 */
public class HostException extends IOException {

    private final transient Failure failure;

    public HostException(Failure failure) {
        this(failure, null);
    }

    public HostException(Failure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public HostException(FailureCode code, String message) {
        this(Failure.of(code, message));
    }

    public Failure failure() {
        return failure;
    }
}
