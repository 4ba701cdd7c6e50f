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
        return new ConfigureStep(certificates);
    }

    private record ConfigureStep(Certificates certificates) implements FirstStep {

        @Override
        public int order() {
            return 40;
        }

        @Override
        public String title() {
            return "Configure";
        }

        @Override
        public String description() {
            return "Choose a certificate's CA, its bot and the places it goes to.";
        }

        @Override
        public String url() {
            return PAGE;
        }

        @Override
        public boolean done() {
            return certificates.existsByConfigurationConnectorIdNotNull();
        }
    }
}
