package org.certwright.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Where in the navigation a page stands whose own address does not say so. */
public final class Breadcrumb {

    private static final String ABOVE = Breadcrumb.class.getName();

    private Breadcrumb() {}

    /**
     * Says it of the page of this request.
     *
     * @param url of the page above, that of a {@link NavigationEntry}
     */
    public static void below(String url) {
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(ABOVE, url + "/", RequestAttributes.SCOPE_REQUEST);
    }

    static @Nullable String above(HttpServletRequest request) {
        return (String) request.getAttribute(ABOVE);
    }
}
