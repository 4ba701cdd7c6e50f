package org.certwright.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.TimeZoneAwareLocaleContext;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.i18n.AbstractLocaleContextResolver;

/** Pages are English, in the signed-in user's time zone. */
@Component("localeResolver")
class UserZoneResolver extends AbstractLocaleContextResolver {

    private final CurrentUser user;

    UserZoneResolver(CurrentUser user) {
        this.user = user;
    }

    @Override
    public LocaleContext resolveLocaleContext(HttpServletRequest request) {
        return new TimeZoneAwareLocaleContext() {
            @Override
            public Locale getLocale() {
                return Locale.ENGLISH;
            }

            @Override
            public TimeZone getTimeZone() {
                return TimeZone.getTimeZone(user.zone());
            }
        };
    }

    @Override
    public void setLocaleContext(
            HttpServletRequest request,
            @Nullable HttpServletResponse response,
            @Nullable LocaleContext context) {
        throw new UnsupportedOperationException("the time zone is chosen on the profile page");
    }
}
