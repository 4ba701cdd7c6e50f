package org.certwright.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
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

    static String idOf(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(ID));
    }
}
