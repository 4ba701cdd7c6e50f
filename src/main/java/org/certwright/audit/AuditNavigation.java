package org.certwright.audit;

import org.certwright.web.NavigationEntry;
import org.certwright.web.NavigationEntry.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditNavigation {

    @Bean
    NavigationEntry auditEntry() {
        return new NavigationEntry(
                Section.ADMINISTRATION, "Audit log", "list-check", "/admin/audit", 90);
    }
}
