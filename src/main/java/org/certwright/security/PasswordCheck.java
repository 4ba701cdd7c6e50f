package org.certwright.security;

import java.time.Duration;
import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/**
 * Compares a password with that of a user, and slows down whoever guesses. Takes the same time for
 * a name that does not exist. The messages of its exceptions are shown on the page.
 */
@Component
class PasswordCheck {

    private final Users users;
    private final PasswordEncoder passwords;
    private final LoginThrottle throttle;
    private final ApplicationEventPublisher events;
    private final String hashOfNobody;

    PasswordCheck(
            Users users,
            PasswordEncoder passwords,
            LoginThrottle throttle,
            ApplicationEventPublisher events) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.events = events;
        this.hashOfNobody = passwords.encode("nobody has this password");
    }

    /**
     * Puts a message beside the field when it is not the password of the user who is signed in. The
     * own password and API tokens outlast a session, which may be somebody else's by then.
     *
     * @param purpose what the user is about to do, for the audit log, as "Password change"
     */
    void confirm(
            SignedInUser user,
            @Nullable Secret present,
            String address,
            String purpose,
            String field,
            Errors errors) {
        if (present == null || present.isEmpty()) {
            errors.rejectValue(field, "required", "Required.");
            return;
        }
        try {
            check(user.username(), present.reveal(), address, "This is not your present password.");
        } catch (AuthenticationException e) {
            if (e instanceof BadCredentialsException) {
                events.publishEvent(UserEvent.wrongPassword(user, purpose));
            }
            errors.rejectValue(field, "wrong", String.valueOf(e.getMessage()));
        }
    }

    /**
     * @param wrong what the page says of another password
     * @return the user, who may be disabled
     * @throws BadCredentialsException when it is not the password, or there is no such user
     * @throws LockedException when there were too many attempts, without a look at the password
     */
    User check(String username, String password, String address, String wrong) {
        var left =
                switch (throttle.attempt(username, address)) {
                    case LoginThrottle.Answer.Wait(var duration) -> {
                        throw new LockedException(waitFor(duration));
                    }
                    case LoginThrottle.Answer.Allowed(var more) -> more;
                };
        var user = users.findByUsername(username).orElse(null);
        if (!fits(password, user) || user == null) {
            throw new BadCredentialsException(wrong + " " + after(left));
        }
        if (!user.isDisabled()) {
            throttle.succeeded(username, address);
        }
        return user;
    }

    private boolean fits(String password, @Nullable User user) {
        var hash = user == null ? null : user.getPasswordHash();
        return passwords.matches(password, hash == null ? hashOfNobody : hash) && hash != null;
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
