package org.certwright.ca;

import org.certwright.web.NavigationEntry;
import org.certwright.web.NavigationEntry.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class ConnectorNavigation {

    @Bean
    NavigationEntry connectorsEntry() {
        return new NavigationEntry(
                Section.INTEGRATIONS,
                "CA Connectors",
                "plug-connected",
                "/integrations/connectors",
                10);
    }
}
