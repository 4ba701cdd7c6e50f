package org.certwright.server;

import org.certwright.tag.TagSubject;
import org.certwright.web.FirstStep;
import org.certwright.web.NavigationEntry;
import org.certwright.web.NavigationEntry.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Servers in the navigation, among the first steps, and among what carries tags. */
@Configuration(proxyBeanMethods = false)
class ServerGuide {

    static final TagSubject TAGGED = new TagSubject("server", "Servers");

    private static final String PAGE = "/provisioning/servers";

    @Bean
    NavigationEntry serversEntry() {
        return new NavigationEntry(Section.PROVISIONING, "Servers", "server", PAGE, 20);
    }

    @Bean
    TagSubject taggedServers() {
        return TAGGED;
    }

    @Bean
    FirstStep addServerStep(Servers servers) {
        return new FirstStep(
                10,
                "Add Server",
                "Register a server: its address, how the bot logs in, and what runs there.",
                PAGE + "/new",
                "ADMINISTRATOR",
                () -> servers.count() > 0);
    }

    @Bean
    FirstStep testConnectionStep(Servers servers) {
        return new FirstStep(
                20,
                "Test connection",
                "Confirm the server's host key; the test then shows that the bot may do its work.",
                PAGE,
                "OPERATOR",
                () -> servers.countByStatus(ServerStatus.ACTIVE) > 0);
    }

    @Bean
    FirstStep scanStep(ServerBindings bindings) {
        return new FirstStep(
                30,
                "Scan",
                "Read where the server uses certificates. A test that passes does it by itself.",
                PAGE,
                "OPERATOR",
                () -> bindings.count() > 0);
    }
}
