package org.certwright.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.certwright.DatabaseTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of the application against every role: what is not granted is refused. */
@DatabaseTest
class AuthorizationTests {

    private static final Pattern ROLE = Pattern.compile("hasRole\\('([A-Z]+)'\\)");

    @Autowired private List<RequestMappingHandlerMapping> mappings;
    @Autowired private MockMvcTester pages;

    @Test
    void everyHandlerSaysWhoMayCallIt() {
        assertThat(handlers(it -> PublicHandlers.mark(it) == null && role(it) == null))
                .as(
                        "handlers with neither @Requires… or @PreAuthorize(\"hasRole('…')\") nor @Public")
                .isEmpty();
    }

    @Test
    void noHandlerIsBothPublicAndAuthorized() {
        assertThat(handlers(it -> PublicHandlers.mark(it) != null && role(it) != null)).isEmpty();
    }

    @Test
    void whoIsNotSignedInGetsNowhere() {
        var all = new SoftAssertions();
        requests()
                .forEach(it -> {
                    var answer =
                            pages.method(it.method())
                                    .uri(it.path())
                                    .with(csrf())
                                    .exchange()
                                    .getResponse();
                    if (it.path().startsWith("/api/")) {
                        all.assertThat(answer.getStatus()).as(it.toString()).isEqualTo(401);
                    } else {
                        all.assertThat(answer.getRedirectedUrl())
                                .as(it.toString())
                                .endsWith("/login");
                    }
                });
        all.assertAll();
    }

    /**
     * A request that lacks what the handler needs may be answered with 400 before the role counts.
     */
    @Test
    void aLesserRoleIsRefused() {
        var all = new SoftAssertions();
        requests()
                .forEach(request ->
                        Stream.of(Role.values())
                                .filter(it -> it.compareTo(request.role()) > 0)
                                .forEach(it ->
                                        all.assertThat(status(request, it))
                                                .as("%s as %s", request, it)
                                                .isIn(400, 403)));
        all.assertAll();
    }

    private int status(Request request, Role role) {
        return pages.method(request.method())
                .uri(request.path())
                .with(user("someone").authorities(role::authority, () -> TokenScope.MAY_ACT))
                .with(csrf())
                .exchange()
                .getResponse()
                .getStatus();
    }

    private record Request(HttpMethod method, String path, Role role) {}

    private Stream<Request> requests() {
        return own().entrySet().stream()
                .filter(it -> PublicHandlers.mark(it.getValue()) == null)
                .flatMap(it -> {
                    var role = role(it.getValue());
                    return role == null ? Stream.of() : requests(it.getKey(), Role.valueOf(role));
                });
    }

    private static Stream<Request> requests(RequestMappingInfo info, Role role) {
        var methods = info.getMethodsCondition().getMethods();
        return (methods.isEmpty() ? Set.of(RequestMethod.GET) : methods)
                .stream()
                        .flatMap(method ->
                                info.getPatternValues().stream()
                                        .map(it -> it.replaceAll("\\{[^}]*}", "1"))
                                        .map(it -> new Request(method.asHttpMethod(), it, role)));
    }

    private List<String> handlers(Predicate<HandlerMethod> which) {
        return own().values().stream().filter(which).map(HandlerMethod::toString).toList();
    }

    private Map<RequestMappingInfo, HandlerMethod> own() {
        return mappings.stream()
                .flatMap(it -> it.getHandlerMethods().entrySet().stream())
                .filter(it ->
                        it.getValue().getBeanType().getPackageName().startsWith("org.certwright"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static @Nullable String role(HandlerMethod handler) {
        var method =
                AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), PreAuthorize.class);
        var rule =
                method != null
                        ? method
                        : AnnotatedElementUtils.findMergedAnnotation(
                                handler.getBeanType(), PreAuthorize.class);
        var role = ROLE.matcher(rule == null ? "" : rule.value());
        return role.matches() ? role.group(1) : null;
    }
}
