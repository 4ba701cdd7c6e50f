package org.certwright.security;

import java.time.Clock;
import java.time.Duration;
import org.certwright.audit.Audited;
import org.certwright.pki.Secret;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Knows the user by the bearer token of a request, with the role he has now. What is wrong with a
 * token is told, since whoever sends it knows it; a token that never was counts as a guess, and an
 * address that guesses waits.
 */
@Component
class ApiLogin {

    private final ApiTokens tokens;
    private final LoginThrottle throttle;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApiLogin(
            ApiTokens tokens,
            LoginThrottle throttle,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tokens = tokens;
        this.throttle = throttle;
        this.events = events;
        this.clock = clock;
    }

    /** Too many guesses came from this address. */
    static final class TooManyGuesses extends AuthenticationException {

        private final Duration wait;

        TooManyGuesses(Duration wait) {
            super("Too many tokens that do not exist came from this address.");
            this.wait = wait;
        }

        Duration duration() {
            return wait;
        }
    }

    Authentication authenticate(Authentication attempt) {
        if (!(attempt instanceof BearerTokenAuthenticationToken bearer)) {
            throw new IllegalStateException("not a bearer token: " + attempt.getClass());
        }
        var token =
                tokens.withHash(Tokens.hash(Secret.of(bearer.getToken())))
                        .orElseThrow(() -> unknown(address(attempt)));
        var now = clock.instant();
        token.refusal(now)
                .ifPresent(it -> {
                    throw new InvalidBearerTokenException(it);
                });
        if (!token.isUsedLately(now)) {
            tokens.used(token.getId(), now);
        }
        var known = new ApiAuthentication(token);
        known.setDetails(attempt.getDetails());
        return known;
    }

    /** Only who guesses has to wait, and nobody else who comes from the same address. */
    private AuthenticationException unknown(String address) {
        var wait = throttle.waitForTokens(address);
        if (wait.isPresent()) return new TooManyGuesses(wait.get());
        throttle.wrongToken(address);
        events.publishEvent(new Refused());
        return new InvalidBearerTokenException("This token is not known.");
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails it
                ? it.getRemoteAddress()
                : "unknown";
    }

    /** A guess; there are few of them, since its address waits soon. */
    private record Refused() implements Audited {

        @Override
        public String action() {
            return "Refused";
        }

        @Override
        public String subjectType() {
            return "API token";
        }

        @Override
        public String subjectId() {
            return "unknown";
        }

        @Override
        public String text() {
            return "A token that does not exist";
        }

        @Override
        public String actor() {
            return "unknown";
        }
    }
}
