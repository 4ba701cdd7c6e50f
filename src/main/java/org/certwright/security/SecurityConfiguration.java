package org.certwright.security;

import jakarta.servlet.DispatcherType;
import java.time.Duration;
import org.certwright.web.NavigationEntry;
import org.certwright.web.NavigationEntry.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/** Who gets past the door, and with which headers a page leaves. */
@Configuration
@EnableMethodSecurity
class SecurityConfiguration {

    /** {@code data:} because Tabler's style sheet holds small pictures; nothing in line, ever. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                    + "frame-ancestors 'none'; form-action 'self'";

    private static final Duration BEFORE_LOG_IN = Duration.ofMinutes(15);

    private static final RequestHeaderRequestMatcher HTMX =
            new RequestHeaderRequestMatcher("HX-Request");

    @Bean
    SecurityFilterChain pages(
            HttpSecurity http,
            PublicHandlers open,
            LoginResults results,
            RequestCache asked,
            FittingSessions sessions,
            Denied denied) {
        return http.securityContext(it ->
                        it.securityContextRepository(
                                new DelegatingSecurityContextRepository(
                                        new RequestAttributeSecurityContextRepository(), sessions)))
                .authorizeHttpRequests(it ->
                        it.dispatcherTypeMatchers(DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(
                                        "/webjars/**",
                                        "/assets/**",
                                        "/favicon.ico",
                                        "/actuator/health/**")
                                .permitAll()
                                .requestMatchers("/actuator/**")
                                .hasRole("ADMINISTRATOR")
                                .requestMatchers(open)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .formLogin(it ->
                        it.loginPage("/login").successHandler(results).failureHandler(results))
                .logout(it ->
                        it.addLogoutHandler(results)
                                .logoutSuccessUrl("/login?out")
                                .deleteCookies("SESSION"))
                .requestCache(it -> it.requestCache(asked))
                .csrf(it -> it.ignoringRequestMatchers(open.withoutCsrf()))
                .exceptionHandling(
                        it -> it.authenticationEntryPoint(toLogin()).accessDeniedHandler(denied))
                .headers(it ->
                        it.contentSecurityPolicy(
                                        csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                                .referrerPolicy(to -> to.policy(ReferrerPolicy.SAME_ORIGIN))
                                .httpStrictTransportSecurity(hsts -> hsts.includeSubDomains(false)))
                .build();
    }

    @Bean
    static RoleHierarchy roles() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
                .role("ADMINISTRATOR")
                .implies("OPERATOR")
                .role("OPERATOR")
                .implies("AUDITOR")
                .build();
    }

    @Bean
    PasswordEncoder passwords() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    /** Each look at the log-in form makes one, so it lives shortly until somebody has logged in. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsOfNobody() {
        return it -> it.setDefaultMaxInactiveInterval(BEFORE_LOG_IN);
    }

    /** Remembers the page somebody wanted before the log-in, but no part of a page. */
    @Bean
    RequestCache asked() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(it ->
                "GET".equals(it.getMethod())
                        && !HTMX.matches(it)
                        && String.valueOf(it.getHeader("Accept")).contains("text/html"));
        return cache;
    }

    @Bean
    NavigationEntry usersEntry() {
        return new NavigationEntry(Section.ADMINISTRATION, "Users", "users", "/admin/users", 10)
                .onlyFor("ADMINISTRATOR");
    }

    /** When the session has ended, htmx opens the log-in page instead of showing it in a part. */
    private static AuthenticationEntryPoint toLogin() {
        var page = new LoginUrlAuthenticationEntryPoint("/login");
        return (request, response, failure) -> {
            if (HTMX.matches(request)) {
                response.setHeader("HX-Redirect", request.getContextPath() + "/login");
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
            } else {
                page.commence(request, response, failure);
            }
        };
    }
}
