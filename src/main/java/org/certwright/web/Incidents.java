package org.certwright.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id that stands in its log lines and on its error page, and logs what nobody
 * handled, once.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Incidents extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);
    private static final String ID = "request";
    private static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";
    private static final String NUL =
            "One of the texts holds the character U+0000, which cannot be kept. Nothing was changed.";

    private final DataSize largest;

    Incidents(@Value("${spring.servlet.multipart.max-file-size:1MB}") DataSize largest) {
        this.largest = largest;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = UUID.randomUUID().toString().substring(0, 13);
        request.setAttribute(ID, id);
        MDC.put(ID, id);
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            if (holdsNul(failure)) {
                refuse(request, response, HttpServletResponse.SC_BAD_REQUEST, NUL, failure);
                return;
            }
            var unread = unread(failure);
            if (unread != null) {
                refuse(request, response, unread.getErrorCode(), words(unread), failure);
                return;
            }
            LOG.error(
                    "Request {} failed: {} {}",
                    id,
                    request.getMethod(),
                    request.getRequestURI(),
                    failure);
            if (response.isCommitted()) {
                throw failure;
            }
            response.resetBuffer();
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, failure);
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        } finally {
            MDC.remove(ID);
        }
    }

    /** PostgreSQL keeps no text with U+0000, and people do not type it: no field has to look. */
    private static boolean holdsNul(Exception failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException it
                && CHARACTER_NOT_IN_REPERTOIRE.equals(it.getSQLState());
    }

    /** Tomcat reads a form as soon as anybody, a filter or Spring, asks for a parameter. */
    private static @Nullable InvalidParameterException unread(Exception failure) {
        if (failure instanceof InvalidParameterException it) return it;
        return failure.getCause() instanceof InvalidParameterException it ? it : null;
    }

    private String words(InvalidParameterException e) {
        return e.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
                ? "The upload is too large. At most %d MB a file.".formatted(largest.toMegabytes())
                : "The form that was sent cannot be read.";
    }

    private static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String words,
            Exception failure)
            throws IOException {
        response.resetBuffer();
        request.setAttribute(
                RequestDispatcher.ERROR_EXCEPTION, new BadRequestException(words, failure));
        response.sendError(status);
    }

    static String idOf(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(ID));
    }
}
