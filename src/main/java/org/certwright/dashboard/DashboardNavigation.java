package org.certwright.dashboard;

import org.certwright.web.NavigationEntry;
import org.certwright.web.NavigationEntry.Counter;
import org.certwright.web.NavigationEntry.Section;
import org.certwright.web.Tone;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The dashboard in the navigation, with the number of what wants a person. */
@Configuration(proxyBeanMethods = false)
class DashboardNavigation {

    @Bean
    NavigationEntry dashboardEntry(NeedsAttention attention) {
        return new NavigationEntry(
                        Section.CERTIFICATES,
                        "Provisioning",
                        "layout-dashboard",
                        "/provisioning",
                        10)
                .counting(new Counter(Tone.BAD, "need attention", attention::count));
    }
}
