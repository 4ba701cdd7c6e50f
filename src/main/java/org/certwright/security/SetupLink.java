package org.certwright.security;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** While there is no administrator, each start prints a link to create one. */
@Component
class SetupLink {

    private static final Logger LOG = LoggerFactory.getLogger(SetupLink.class);

    private final Users users;
    private final OneTimeLinks links;
    private final Optional<String> url;

    SetupLink(Users users, OneTimeLinks links, @Value("${certwright.url:}") String url) {
        this.users = users;
        this.links = links;
        this.url = Optional.of(url).filter(it -> !it.isBlank());
    }

    @EventListener
    void print(ApplicationReadyEvent ready) {
        if (users.administratorExists()) {
            return;
        }
        LOG.info(
                """
                No administrator exists yet. Create one with this link; it works once:

                    {}/setup?token={}
                """,
                url.orElseGet(() -> local(ready)),
                links.forSetup().reveal());
    }

    private static String local(ApplicationReadyEvent ready) {
        var context = ready.getApplicationContext();
        var port =
                context instanceof WebServerApplicationContext it && it.getWebServer() != null
                        ? it.getWebServer().getPort()
                        : 8443;
        return "%s://localhost:%d".formatted(scheme(context.getEnvironment()), port);
    }

    private static String scheme(Environment environment) {
        var secured =
                environment.containsProperty("server.ssl.bundle")
                        || environment.containsProperty("server.ssl.key-store")
                        || environment.containsProperty("server.ssl.certificate");
        return secured && environment.getProperty("server.ssl.enabled", Boolean.class, true)
                ? "https"
                : "http";
    }
}
