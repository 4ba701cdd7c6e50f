package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Signs somebody in who has proved himself by a one-time link, in a new session. */
@Component
class SignIn {

    private final HttpSessionSecurityContextRepository contexts =
            new HttpSessionSecurityContextRepository();

    private final Clock clock;

    SignIn(Clock clock) {
        this.clock = clock;
    }

    void as(User user, HttpServletRequest request, HttpServletResponse response) {
        var former = request.getSession(false);
        if (former != null) {
            former.invalidate();
        }
        SessionOrigin.remember(request, clock.instant());
        renew(user, request, response);
    }

    /** The same session, with what is known about the user now. */
    void renew(User user, HttpServletRequest request, HttpServletResponse response) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                PasswordLogin.authenticated(user, new WebAuthenticationDetails(request)));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
