package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.certwright.security.ApiLogin.TooManyGuesses;
import org.certwright.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Tells a program why it is not let in, or may not do what it asks for (RFC 6750, RFC 9457). */
@Component
class ApiRefusal implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final Problems problems;

    ApiRefusal(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException reason)
            throws IOException {
        switch (reason) {
            case TooManyGuesses it -> {
                var seconds = it.duration().toSeconds() + 1;
                response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
                problems.write(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "%s Try again in %d s.".formatted(it.getMessage(), seconds),
                        request,
                        response);
            }
            case InvalidBearerTokenException it ->
                    unauthorized(
                            "Bearer error=\"invalid_token\"",
                            String.valueOf(it.getMessage()),
                            request,
                            response);
            default ->
                    unauthorized(
                            "Bearer",
                            "An API token is needed, in the header \"Authorization: Bearer …\"."
                                    + " Users make one on their profile page.",
                            request,
                            response);
        }
    }

    private void unauthorized(
            String challenge,
            String detail,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        problems.write(HttpStatus.UNAUTHORIZED, detail, request, response);
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        problems.write(HttpStatus.FORBIDDEN, detail(request), request, response);
    }

    private static String detail(HttpServletRequest request) {
        var user = SecurityContextHolder.getContext().getAuthentication();
        if (!(user instanceof ApiAuthentication it)) {
            return "This is not allowed.";
        }
        return it.scope() == TokenScope.READ && !ApiConfiguration.reads(request)
                ? "This token may only read; one with the scope Act is needed."
                : "The role %s does not allow this.".formatted(it.getPrincipal().role().title());
    }
}
