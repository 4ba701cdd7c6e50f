package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From where a session was begun; kept in it from the log-in on. */
record SessionOrigin(String address, @Nullable String userAgent, Instant at)
        implements Serializable {

    static final String ATTRIBUTE = "origin";

    @Serial private static final long serialVersionUID = 1;
    private static final int LONGEST = 300;

    static void remember(HttpServletRequest request, Instant now) {
        var agent = request.getHeader("User-Agent");
        request.getSession()
                .setAttribute(
                        ATTRIBUTE,
                        new SessionOrigin(
                                request.getRemoteAddr(),
                                agent == null
                                        ? null
                                        : agent.substring(0, Math.min(LONGEST, agent.length())),
                                now));
    }

    /** "Firefox on Linux"; what the browser calls itself, so it may be wrong. */
    public String browser() {
        return UserAgent.describe(userAgent);
    }
}
