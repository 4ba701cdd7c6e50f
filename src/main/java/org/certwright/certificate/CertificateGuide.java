package org.certwright.certificate;

import org.certwright.tag.TagSubject;
import org.certwright.web.FirstStep;
import org.certwright.web.NavigationEntry;
import org.certwright.web.NavigationEntry.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Certificates in the navigation, among the first steps, and among what carries tags. */
@Configuration(proxyBeanMethods = false)
class CertificateGuide {

    private static final String PAGE = "/provisioning/certificates";

    @Bean
    NavigationEntry certificatesEntry() {
        return new NavigationEntry(Section.PROVISIONING, "Certificates", "certificate", PAGE, 10);
    }

    @Bean
    TagSubject taggedCertificates() {
        return CertificateListing.TAGGED;
    }

    @Bean
    FirstStep configureStep(Certificates certificates) {
        return new FirstStep(
                40,
                "Configure",
                "Choose a certificate's CA, its bot and the places it goes to.",
                PAGE,
                "OPERATOR",
                certificates::existsByConfigurationConnectorIdNotNull);
    }
}
