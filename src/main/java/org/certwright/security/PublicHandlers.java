package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map.Entry;
import java.util.function.Predicate;
import org.certwright.web.Public;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Matches what a handler marked {@link Public} answers: the annotation is the only list. */
@Component
class PublicHandlers implements RequestMatcher {

    private final SingletonSupplier<List<RequestMappingInfo>> open;
    private final SingletonSupplier<List<RequestMappingInfo>> withoutCsrf;

    PublicHandlers(
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> handlers) {
        open = SingletonSupplier.of(() -> marked(handlers.getObject(), _ -> true));
        withoutCsrf = SingletonSupplier.of(() -> marked(handlers.getObject(), it -> !it.csrf()));
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return matches(request, open.obtain());
    }

    RequestMatcher withoutCsrf() {
        return request -> matches(request, withoutCsrf.obtain());
    }

    static @Nullable Public mark(HandlerMethod handler) {
        var method = handler.getMethodAnnotation(Public.class);
        return method != null
                ? method
                : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), Public.class);
    }

    private static boolean matches(HttpServletRequest request, List<RequestMappingInfo> infos) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        return infos.stream().anyMatch(it -> it.getMatchingCondition(request) != null);
    }

    private static List<RequestMappingInfo> marked(
            RequestMappingHandlerMapping handlers, Predicate<Public> which) {
        return handlers.getHandlerMethods().entrySet().stream()
                .filter(it -> {
                    var mark = mark(it.getValue());
                    return mark != null && which.test(mark);
                })
                .map(Entry::getKey)
                .toList();
    }
}
