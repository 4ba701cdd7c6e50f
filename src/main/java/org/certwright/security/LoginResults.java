package org.certwright.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;

/**
 * After the log-in: on to the page that was asked for, or back to the form with the reason. Puts
 * log-ins and log-outs on record.
 */
@Component
class LoginResults extends SavedRequestAwareAuthenticationSuccessHandler
        implements AuthenticationFailureHandler, LogoutHandler {

    static final String FAILED = "failedLogin";

    private final Users users;
    private final ApplicationEventPublisher events;
    private final Sessions sessions;

    LoginResults(
            Users users, ApplicationEventPublisher events, RequestCache asked, Sessions sessions) {
        this.users = users;
        this.events = events;
        this.sessions = sessions;
        setDefaultTargetUrl("/provisioning");
        setRequestCache(asked);
    }

    /** What the form shows again; kept in the session until then. */
    record Failed(String username, String reason) implements Serializable {
        @Serial private static final long serialVersionUID = 1;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication user)
            throws ServletException, IOException {
        sessions.begin(request);
        users.findByUsername(user.getName())
                .ifPresent(it ->
                        events.publishEvent(UserEvent.byThemselves("Signed in", it, List.of())));
        super.onAuthenticationSuccess(request, response, user);
    }

    @Override
    public void logout(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Authentication user) {
        if (user != null && user.getPrincipal() instanceof SignedInUser it) {
            events.publishEvent(UserEvent.signedOut(it));
        }
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException reason)
            throws IOException {
        var username = request.getParameter("username");
        var failed =
                new Failed(
                        username == null
                                ? ""
                                : username.substring(0, Math.min(100, username.length())),
                        String.valueOf(reason.getMessage()));
        request.getSession().setAttribute(FAILED, failed);
        getRedirectStrategy().sendRedirect(request, response, "/login");
    }
}
