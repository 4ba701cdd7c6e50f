package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The door for programs: a bearer token with each request, and nothing else. There is no session,
 * so a cookie of the browser is not looked at, and no other site can use it.
 */
@Configuration
class ApiConfiguration {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, ApiLogin login, ApiRefusal refusal) {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(it ->
                        it.requestMatchers(ApiConfiguration::reads)
                                .authenticated()
                                .anyRequest()
                                .hasAuthority(TokenScope.MAY_ACT))
                .oauth2ResourceServer(it ->
                        it.authenticationManagerResolver(_ -> login::authenticate)
                                .authenticationEntryPoint(refusal)
                                .accessDeniedHandler(refusal))
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    static boolean reads(HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }
}
