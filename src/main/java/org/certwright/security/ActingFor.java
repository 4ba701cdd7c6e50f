package org.certwright.security;

import java.util.List;
import java.util.Optional;
import org.certwright.audit.Via;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;

/** Has work that goes on by itself done in the name of the user who began it. */
@Component
public class ActingFor {

    private final Users users;
    private final ApiTokens tokens;

    ActingFor(Users users, ApiTokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    /**
     * @param token the API token it was begun with; null for the browser
     * @param role what the work takes
     * @param via what acts for the user, as the audit log names it
     * @return why that user may no longer do it, and then nothing was done; empty when it was
     */
    public Optional<String> user(
            String username, @Nullable Long token, Role role, String via, Runnable work) {
        var user = users.findByUsername(username).orElse(null);
        var hindrance = hindrance(user, role);
        if (user == null || hindrance != null)
            return Optional.of(
                    "%s %s; nothing more is done in that name".formatted(username, hindrance));
        if (token != null && tokens.existsByIdAndRevokedAtIsNotNull(token))
            return Optional.of(
                    "The API token it was begun with is revoked; nothing more is done with it");
        SecurityContextHolder.setContext(
                new SecurityContextImpl(new Acting(SignedInUser.of(user), via)));
        try {
            work.run();
        } finally {
            SecurityContextHolder.clearContext();
        }
        return Optional.empty();
    }

    private static @Nullable String hindrance(@Nullable User user, Role role) {
        if (user == null) return "is no longer a user";
        if (user.isDisabled()) return "is disabled";
        if (user.getRole().compareTo(role) > 0)
            return "has the role %s, which does not allow this".formatted(user.getRole().title());
        return null;
    }

    private static final class Acting extends AbstractAuthenticationToken implements Via {

        private final SignedInUser user;
        private final String via;

        Acting(SignedInUser user, String via) {
            super(List.of(new SimpleGrantedAuthority(user.role().authority())));
            this.user = user;
            this.via = via;
            setAuthenticated(true);
        }

        @Override
        public SignedInUser getPrincipal() {
            return user;
        }

        @Override
        public String getCredentials() {
            return "";
        }

        @Override
        public String via() {
            return via;
        }
    }
}
