package org.certwright.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.certwright.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@DatabaseTest
class AuthorizationTests {

    @Autowired private List<RequestMappingHandlerMapping> mappings;

    @Test
    void everyHandlerSaysWhoMayCallIt() {
        var silent =
                mappings.stream()
                        .flatMap(it -> it.getHandlerMethods().values().stream())
                        .filter(it ->
                                it.getBeanType().getPackageName().startsWith("org.certwright"))
                        .filter(it -> PublicHandlers.mark(it) == null && !authorized(it))
                        .map(HandlerMethod::toString)
                        .toList();

        assertThat(silent)
                .as("handlers with neither @Requires…/@PreAuthorize nor @Public")
                .isEmpty();
    }

    @Test
    void noHandlerIsBothPublicAndAuthorized() {
        var both =
                mappings.stream()
                        .flatMap(it -> it.getHandlerMethods().values().stream())
                        .filter(it -> PublicHandlers.mark(it) != null && authorized(it))
                        .map(HandlerMethod::toString)
                        .toList();

        assertThat(both).isEmpty();
    }

    private static boolean authorized(HandlerMethod handler) {
        return AnnotatedElementUtils.hasAnnotation(handler.getMethod(), PreAuthorize.class)
                || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), PreAuthorize.class);
    }
}
