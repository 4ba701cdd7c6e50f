package org.certwright.security;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks user name and password. Takes the same time for a name that does not exist, and tells what
 * is wrong with an account only to somebody who knows its password. The messages of its exceptions
 * are shown on the page.
 */
@Component
class PasswordLogin implements AuthenticationProvider {

    /** No name is longer; what is typed here may be anything. */
    private static final int LONGEST_NAME = 100;

    private final Users users;
    private final PasswordEncoder passwords;
    private final LoginThrottle throttle;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String hashOfNobody;

    PasswordLogin(
            Users users,
            PasswordEncoder passwords,
            LoginThrottle throttle,
            ApplicationEventPublisher events,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.events = events;
        this.clock = clock;
        this.hashOfNobody = passwords.encode("nobody has this password");
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var username = shortened(normalised(attempt.getName()));
        var address = address(attempt);
        var left =
                switch (throttle.attempt(username, address)) {
                    case LoginThrottle.Answer.Wait(var duration) -> {
                        throw new LockedException(waitFor(duration));
                    }
                    case LoginThrottle.Answer.Allowed(var more) -> more;
                };
        var user = users.findByUsername(username).orElse(null);
        if (!fits(attempt, user) || user == null) {
            events.publishEvent(UserEvent.refused(user));
            throw new BadCredentialsException("User name or password is wrong. " + after(left));
        }
        if (user.isDisabled()) {
            events.publishEvent(UserEvent.refused(user));
            throw new DisabledException(
                    "This account is disabled. An administrator can enable it again.");
        }
        throttle.succeeded(username, address);
        users.signedIn(user.getId(), clock.instant());
        return authenticated(user, attempt.getDetails());
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    static UsernamePasswordAuthenticationToken authenticated(User user, @Nullable Object details) {
        var token =
                UsernamePasswordAuthenticationToken.authenticated(
                        SignedInUser.of(user),
                        null,
                        List.of(new SimpleGrantedAuthority(user.getRole().authority())));
        token.setDetails(details);
        return token;
    }

    private static String shortened(String username) {
        return username.length() <= LONGEST_NAME ? username : username.substring(0, LONGEST_NAME);
    }

    static String normalised(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    private boolean fits(Authentication attempt, @Nullable User user) {
        var hash = user == null ? null : user.getPasswordHash();
        var given = String.valueOf(attempt.getCredentials());
        return passwords.matches(given, hash == null ? hashOfNobody : hash) && hash != null;
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails it
                ? it.getRemoteAddress()
                : "unknown";
    }

    private static String waitFor(Duration wait) {
        var seconds = wait.toSeconds() + 1;
        return "Too many attempts for this user from this address. The next one is possible in "
                + (seconds < 60 ? seconds + " s." : (seconds + 59) / 60 + " min.");
    }

    private static String after(int left) {
        return switch (left) {
            case 0 -> "The next attempt is possible in a minute.";
            case 1 -> "After 1 more attempt this address waits for a minute.";
            default -> "After " + left + " more attempts this address waits for a minute.";
        };
    }
}
