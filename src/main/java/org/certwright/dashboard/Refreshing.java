package org.certwright.dashboard;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Answers 304 while what an open dashboard shows is what it would be shown again. */
@Configuration(proxyBeanMethods = false)
class Refreshing {

    static final String PATH = "/provisioning/live";

    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> unchangedDashboard() {
        var filter = new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
        filter.addUrlPatterns(PATH);
        return filter;
    }
}
