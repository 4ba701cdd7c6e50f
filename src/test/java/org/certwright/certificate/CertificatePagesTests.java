package org.certwright.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.certwright.DatabaseTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DatabaseTest
@WithMockUser(username = "olga", roles = "OPERATOR")
class CertificatePagesTests {

    @Autowired private MockMvcTester pages;
    @Autowired private CertificateFixtures fixtures;

    @BeforeEach
    void empty() {
        fixtures.clear();
    }

    @Test
    void saysWhyTheListIsEmptyAndOffersTheNextStep() {
        assertThat(pages.get().uri("/provisioning/certificates"))
                .hasStatusOk()
                .bodyText()
                .contains("No certificate yet", "/provisioning/certificates/upload");
    }

    @Test
    void listsWhatAScanFound() {
        fixtures.found(Leaf.named("www.example.com", "example.com"));
        assertThat(pages.get().uri("/provisioning/certificates"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "www.example.com",
                        "+1",
                        "Discovered",
                        "Bot Unassigned",
                        "198.51.100.21:443");
    }
}
