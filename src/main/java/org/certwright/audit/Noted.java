package org.certwright.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * An event with what is known only while it happens: when, who, and from where.
 *
 * @param at in microseconds, as the database keeps it
 */
record Noted(
        Audited event, Instant at, String actor, @Nullable String via, @Nullable String address) {

    static Noted of(Audited event, Instant now) {
        var user = user();
        var named = event.actor();
        return new Noted(
                event,
                now.truncatedTo(ChronoUnit.MICROS),
                named != null ? named : user == null ? "system" : user.getName(),
                named == null && user instanceof Via it ? it.via() : null,
                remoteAddress());
    }

    private static @Nullable Authentication user() {
        var user = SecurityContextHolder.getContext().getAuthentication();
        return user instanceof AnonymousAuthenticationToken ? null : user;
    }

    private static @Nullable String remoteAddress() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes it
                ? it.getRequest().getRemoteAddr()
                : null;
    }
}
