package org.certwright.smime;

import org.certwright.listing.RowAction;
import org.certwright.listing.RowAction.Done;
import org.certwright.listing.SimpleAction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be done with one user of S/MIME. */
@Configuration(proxyBeanMethods = false)
class SmimeActions {

    private final SmimeRegistry registry;

    SmimeActions(SmimeRegistry registry) {
        this.registry = registry;
    }

    @Bean
    RowAction ignoreSmimeUser() {
        return SimpleAction.of(
                SmimeListing.KEY,
                "ignore",
                "Ignore",
                (id, _, _) -> done("%s is ignored.".formatted(registry.ignore(id, true).email())));
    }

    @Bean
    RowAction stopIgnoringSmimeUser() {
        return SimpleAction.of(
                SmimeListing.KEY,
                "stop-ignoring",
                "Stop ignoring",
                (id, _, _) -> {
                    var it = registry.ignore(id, false);
                    return done(
                            "%s is no longer ignored: %s."
                                    .formatted(it.email(), it.status().badge().word()));
                });
    }

    private static Done done(String message) {
        return new Done(SmimeListing.PATH, message);
    }
}
