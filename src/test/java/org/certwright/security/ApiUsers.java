package org.certwright.security;

import java.time.Instant;
import java.util.Objects;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Users with API tokens, for tests of what programs get. */
@Component
public class ApiUsers {

    private final Users users;
    private final TokenAccounts tokens;
    private final PasswordEncoder passwords;

    ApiUsers(Users users, TokenAccounts tokens, PasswordEncoder passwords) {
        this.users = users;
        this.tokens = tokens;
        this.passwords = passwords;
    }

    /** One that may do what the role of its user allows. */
    public String acting(String username, Role role) {
        return token(username, role, TokenScope.ACT);
    }

    /** One that only reads. */
    public String reading(String username, Role role) {
        return token(username, role, TokenScope.READ);
    }

    private String token(String username, Role role, TokenScope scope) {
        var user =
                users.findByUsername(username)
                        .orElseGet(() -> {
                            var it = new User(username, username, role, "UTC", Instant.EPOCH);
                            it.choosePassword(Objects.requireNonNull(passwords.encode(username)));
                            return users.save(it);
                        });
        return tokens.create(
                        user.getId(), new TokenForm("of a test", scope, TokenValidity.WEEK, null))
                .reveal();
    }
}
