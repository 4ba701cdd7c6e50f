package org.certwright.security;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.certwright.pki.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** What a new password must be. Length counts most; rules about kinds of letters do not help. */
final class NewPassword {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    private NewPassword() {}

    /** Reports to the fields {@code password} and {@code passwordAgain}. */
    static void check(
            @Nullable Secret password,
            @Nullable Secret again,
            @Nullable String username,
            Errors errors) {
        complaint(password == null ? "" : password.reveal(), username == null ? "" : username)
                .ifPresentOrElse(
                        it -> errors.rejectValue("password", "password", it),
                        () -> {
                            if (password != null && !Objects.equals(password, again)) {
                                errors.rejectValue(
                                        "passwordAgain", "differs", "The two passwords differ.");
                            }
                        });
    }

    private static Optional<String> complaint(String password, String username) {
        if (password.isEmpty()) {
            return Optional.of("Required.");
        }
        if (password.length() < SHORTEST) {
            return Optional.of(
                    "At least %d characters; these are %d. A sentence is best."
                            .formatted(SHORTEST, password.length()));
        }
        if (password.length() > LONGEST) {
            return Optional.of("At most %d characters.".formatted(LONGEST));
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (!username.isBlank() && lower.contains(PasswordLogin.normalised(username))) {
            return Optional.of("It must not contain the user name.");
        }
        if (lower.chars().distinct().count() < 5) {
            return Optional.of("Too simple: it needs at least 5 different characters.");
        }
        return Optional.empty();
    }
}
