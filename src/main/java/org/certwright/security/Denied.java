package org.certwright.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Tells a form whose session has ended, which is no matter of roles, from what is forbidden. */
@Component
class Denied implements AccessDeniedHandler {

    private static final String ENDED = "/login?ended";

    private final CurrentUser user;
    private final AccessDeniedHandler page = new AccessDeniedHandlerImpl();

    Denied(CurrentUser user) {
        this.user = user;
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        if (!(denied instanceof CsrfException) || user.isSignedIn()) {
            page.handle(request, response, denied);
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", request.getContextPath() + ENDED);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.sendRedirect(request.getContextPath() + ENDED);
        }
    }
}
