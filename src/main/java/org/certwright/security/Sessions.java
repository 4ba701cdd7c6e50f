package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Where users are signed in; ends what no longer fits, or what somebody wants ended. */
@Component
class Sessions {

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final JdbcClient database;
    private final Duration timeout;
    private final Clock clock;

    Sessions(
            FindByIndexNameSessionRepository<? extends Session> sessions,
            JdbcClient database,
            SessionTimeout timeout,
            Clock clock) {
        this.sessions = sessions;
        this.database = database;
        this.timeout =
                Objects.requireNonNull(timeout.getTimeout(), "spring.session.timeout is missing");
        this.clock = clock;
    }

    /** Somebody has logged in: it is known from where, and the session lives its full time. */
    void begin(HttpServletRequest request) {
        SessionOrigin.remember(request, clock.instant());
        request.getSession().setMaxInactiveInterval((int) timeout.toSeconds());
    }

    /**
     * A session as pages show it.
     *
     * @param handle names it in a form; its id would let in whoever reads it
     * @param current it is the one the page is shown in
     */
    record Line(
            String handle,
            @Nullable SessionOrigin origin,
            Instant since,
            Instant lastSeen,
            boolean current) {

        /** "Firefox on Linux, from 192.0.2.50". */
        String description() {
            return origin == null
                    ? "begun " + since
                    : "%s, from %s".formatted(origin.browser(), origin.address());
        }

        static Line of(Session session, @Nullable String own) {
            SessionOrigin origin = session.getAttribute(SessionOrigin.ATTRIBUTE);
            return new Line(
                    Sessions.handleOf(session.getId()),
                    origin,
                    origin == null ? session.getCreationTime() : origin.at(),
                    session.getLastAccessedTime(),
                    session.getId().equals(own));
        }
    }

    /**
     * The last seen first.
     *
     * @param own id of the session that asks
     */
    List<Line> of(String username, @Nullable String own) {
        return byId(username).values().stream()
                .filter(it -> !it.isExpired())
                .map(it -> Line.of(it, own))
                .sorted(Comparator.comparing(Line::lastSeen).reversed())
                .toList();
    }

    void end(String username, String handle) {
        end(username, it -> handleOf(it).equals(handle));
    }

    void endOf(String username) {
        end(username, _ -> true);
    }

    void endOthersOf(String username, @Nullable String kept) {
        end(username, it -> !Objects.equals(it, kept));
    }

    /**
     * In the transaction of the change for which they end, both or neither. The repository of
     * sessions would take one of its own.
     */
    private void end(String username, Predicate<String> which) {
        byId(username).keySet().stream()
                .filter(which)
                .forEach(it ->
                        database.sql("delete from spring_session where session_id = ?")
                                .param(it)
                                .update());
    }

    private Map<String, ? extends Session> byId(String username) {
        return sessions.findByPrincipalName(username);
    }

    private static String handleOf(String id) {
        return Tokens.hex(id).substring(0, 16);
    }
}
