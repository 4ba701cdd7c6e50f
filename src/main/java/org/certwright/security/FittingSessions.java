package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Lets a session in only while its user is enabled and has the role with which it began. Sessions
 * that no longer fit are ended, but one may be stored a moment later: its log-in was under way.
 */
@Component
class FittingSessions extends HttpSessionSecurityContextRepository {

    private final Users users;

    FittingSessions(Users users) {
        this.users = users;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Fitting(super.loadDeferredContext(request));
    }

    /** For whoever does not ask the other way; it must not be the way around. */
    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder exchange) {
        return loadDeferredContext(exchange.getRequest()).get();
    }

    private boolean fits(SecurityContext kept) {
        var user = kept.getAuthentication();
        return user == null
                || !(user.getPrincipal() instanceof SignedInUser it)
                || users.existsByIdAndRoleAndDisabledFalse(it.id(), it.role());
    }

    /** Asks only when somebody wants to know who it is: style sheets do not. */
    private final class Fitting implements DeferredSecurityContext {

        private final DeferredSecurityContext kept;
        private @Nullable SecurityContext fitting;
        private boolean generated;

        Fitting(DeferredSecurityContext kept) {
            this.kept = kept;
        }

        @Override
        public SecurityContext get() {
            var known = fitting;
            if (known != null) return known;
            var found = kept.get();
            var fits = fits(found);
            generated = kept.isGenerated() || !fits;
            fitting = fits ? found : new SecurityContextImpl();
            return fitting;
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }
    }
}
