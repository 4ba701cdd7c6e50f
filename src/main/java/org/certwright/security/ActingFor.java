package org.certwright.security;

import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;

/** Has work that goes on by itself done in the name of the user who began it. */
@Component
public class ActingFor {

    private final Users users;

    ActingFor(Users users) {
        this.users = users;
    }

    /**
     * @param role what the work takes
     * @return false when that user may no longer do it; then nothing was done
     */
    public boolean user(String username, Role role, Runnable work) {
        var user = users.findByUsername(username).filter(it -> !it.isDisabled());
        if (user.isEmpty() || user.get().getRole().compareTo(role) > 0) return false;
        var principal = SignedInUser.of(user.get());
        SecurityContextHolder.setContext(
                new SecurityContextImpl(
                        UsernamePasswordAuthenticationToken.authenticated(
                                principal,
                                null,
                                List.of(
                                        new SimpleGrantedAuthority(
                                                principal.role().authority())))));
        try {
            work.run();
        } finally {
            SecurityContextHolder.clearContext();
        }
        return true;
    }
}
