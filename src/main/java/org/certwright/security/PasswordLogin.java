package org.certwright.security;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks user name and password. Tells what is wrong with an account only to somebody who knows its
 * password. The messages of its exceptions are shown on the page.
 */
@Component
class PasswordLogin implements AuthenticationProvider {

    /** No name is longer; what is typed here may be anything. */
    private static final int LONGEST_NAME = 100;

    private final Users users;
    private final PasswordCheck check;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PasswordLogin(Users users, PasswordCheck check, ApplicationEventPublisher events, Clock clock) {
        this.users = users;
        this.check = check;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var username = shortened(normalised(attempt.getName()));
        var address = address(attempt);
        var user = known(username, String.valueOf(attempt.getCredentials()), address);
        if (user.isDisabled()) {
            events.publishEvent(UserEvent.refused(user));
            throw new DisabledException(
                    "This account is disabled. An administrator can enable it again.");
        }
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

    private User known(String username, String password, String address) {
        try {
            return check.check(username, password, address, "User name or password is wrong.");
        } catch (BadCredentialsException e) {
            events.publishEvent(UserEvent.refused(users.findByUsername(username).orElse(null)));
            throw e;
        }
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails it
                ? it.getRemoteAddress()
                : "unknown";
    }
}
