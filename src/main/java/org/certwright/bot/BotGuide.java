package org.certwright.bot;

import org.certwright.tag.TagSubject;
import org.certwright.web.NavigationEntry;
import org.certwright.web.NavigationEntry.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bots and their groups in the navigation, and bots among what carries tags. */
@Configuration(proxyBeanMethods = false)
class BotGuide {

    static final TagSubject TAGGED = new TagSubject("bot", "Bots");

    @Bean
    NavigationEntry botsEntry() {
        return new NavigationEntry(Section.PROVISIONING, "Bots", "robot", "/provisioning/bots", 30);
    }

    @Bean
    NavigationEntry groupsEntry() {
        return new NavigationEntry(
                Section.ADMINISTRATION, "Groups", "folders", "/admin/groups", 20);
    }

    @Bean
    TagSubject taggedBots() {
        return TAGGED;
    }
}
