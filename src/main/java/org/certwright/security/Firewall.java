package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Which addresses are too odd to be looked at. An OCSP request stands in the address as Base64,
 * with slashes encoded or not, and two in a row (RFC 6960, appendix A.1): such are let through
 * where OCSP is answered, and nowhere else.
 */
@Configuration(proxyBeanMethods = false)
class Firewall {

    private static final String PKI = "/pki/";

    @Bean
    HttpFirewall odditiesOfOcsp() {
        var strict = new StrictHttpFirewall();
        var ocsp = new StrictHttpFirewall();
        ocsp.setAllowUrlEncodedSlash(true);
        ocsp.setAllowUrlEncodedDoubleSlash(true);
        return new HttpFirewall() {
            @Override
            public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
                var path = request.getRequestURI().substring(request.getContextPath().length());
                return (path.startsWith(PKI) ? ocsp : strict).getFirewalledRequest(request);
            }

            @Override
            public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
                return strict.getFirewalledResponse(response);
            }
        };
    }

    /** The server itself takes them, so that the firewall decides. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        var decode = EncodedSolidusHandling.DECODE.getValue();
        return factory -> {
            factory.addConnectorCustomizers(it -> it.setEncodedSolidusHandling(decode));
            factory.getAdditionalConnectors().forEach(it -> it.setEncodedSolidusHandling(decode));
        };
    }
}
