package org.certwright.bot;

import org.certwright.web.NavigationEntry;
import org.certwright.web.NavigationEntry.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bots in the navigation. */
@Configuration(proxyBeanMethods = false)
class BotGuide {

    @Bean
    NavigationEntry botsEntry() {
        return new NavigationEntry(Section.PROVISIONING, "Bots", "robot", "/provisioning/bots", 30);
    }
}
