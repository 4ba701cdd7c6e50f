package org.certwright.https;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A second port without TLS, for revocation lists and OCSP: who checks a certificate must not need
 * another one for it (RFC 5280, section 8). Everything else there leads to HTTPS.
 */
@Component
@ConditionalOnProperty(name = "server.ssl.enabled", matchIfMissing = true)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PlainPort extends OncePerRequestFilter
        implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final int plain;
    private final int https;

    PlainPort(
            @Value("${certwright.http-port:8080}") int plain,
            @Value("${server.port:8443}") int https) {
        this.plain = plain;
        this.https = https;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (plain <= 0) return; // switched off
        var connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
        connector.setPort(plain);
        factory.addAdditionalConnectors(connector);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        if (request.getLocalPort() != plain
                || path.startsWith("/pki/")
                || path.startsWith("/actuator/health")) {
            chain.doFilter(request, response);
            return;
        }
        var query = request.getQueryString();
        response.setStatus(HttpServletResponse.SC_PERMANENT_REDIRECT);
        response.setHeader(
                "Location",
                "https://%s%s%s%s"
                        .formatted(
                                request.getServerName(),
                                https == 443 ? "" : ":" + https,
                                request.getRequestURI(),
                                query == null ? "" : "?" + query));
    }
}
