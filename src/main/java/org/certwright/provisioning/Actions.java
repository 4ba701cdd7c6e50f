package org.certwright.provisioning;

import org.certwright.certificate.Certificate;
import org.certwright.certificate.CertificateAction;
import org.certwright.certificate.CertificateKeys;
import org.certwright.certificate.CertificateVersion;
import org.certwright.certificate.VersionAction;
import org.certwright.web.FirstStep;
import org.certwright.web.NavigationEntry;
import org.certwright.web.NavigationEntry.Counter;
import org.certwright.web.NavigationEntry.Section;
import org.certwright.web.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What provisioning adds to the pages of others. */
@Configuration(proxyBeanMethods = false)
class Actions {

    @Bean
    NavigationEntry ordersEntry() {
        return new NavigationEntry(
                Section.PROVISIONING, "Orders", "shopping-cart", "/provisioning/orders", 40);
    }

    @Bean
    NavigationEntry deploymentsEntry(Deployments deployments) {
        return new NavigationEntry(
                        Section.PROVISIONING,
                        "Deployments",
                        "rocket",
                        "/provisioning/deployments",
                        50)
                .counting(new Counter(Tone.RUN, "running", deployments::countRunning));
    }

    @Bean
    CertificateKeys orderKeys(ProvisioningOrders orders) {
        return orders::keysOf;
    }

    @Bean
    FirstStep renewStep(ProvisioningOrders orders) {
        return new FirstStep(
                50,
                "Renew",
                "Press Renew now once, and watch it being issued, deployed and proved.",
                "/provisioning/certificates",
                "OPERATOR",
                orders::existsIssued);
    }

    @Bean
    CertificateAction renewNow(Ordering ordering) {
        return new CertificateAction() {
            @Override
            public String key() {
                return "renew";
            }

            @Override
            public String label() {
                return "Renew now";
            }

            @Override
            public String label(Certificate it) {
                return it.currentVersion() == null ? "Order now" : label();
            }

            @Override
            public String icon() {
                return "refresh";
            }

            @Override
            public int order() {
                return 10;
            }

            @Override
            public boolean offered(Certificate it) {
                return complete(it) && !it.isDeploying() && !it.status().ordering();
            }

            @Override
            public Done perform(long id, String by) {
                ordering.begin(id, "Renewal, asked for by " + by, by);
                return new Done(
                        "/provisioning/certificates/" + id + "/deployments",
                        "A new certificate is being ordered.");
            }
        };
    }

    @Bean
    CertificateAction deployNow(Starting starting) {
        return new CertificateAction() {
            @Override
            public String key() {
                return "deploy";
            }

            @Override
            public String label() {
                return "Deploy now";
            }

            @Override
            public String icon() {
                return "rocket";
            }

            @Override
            public int order() {
                return 20;
            }

            @Override
            public boolean offered(Certificate it) {
                return deployable(it) && !it.isDeploying();
            }

            @Override
            public @Nullable String question(Certificate it) {
                return "Deploy version %d to %d targets now, outside the maintenance window too?"
                        .formatted(number(it), it.targetCount());
            }

            @Override
            public Done perform(long id, String by) {
                return starting.deploy(id, by);
            }
        };
    }

    @Bean
    CertificateAction dryRun(Starting starting) {
        return new CertificateAction() {
            @Override
            public String key() {
                return "dry-run";
            }

            @Override
            public String label() {
                return "Dry run";
            }

            @Override
            public String icon() {
                return "list-search";
            }

            @Override
            public int order() {
                return 30;
            }

            @Override
            public boolean offered(Certificate it) {
                return deployable(it);
            }

            @Override
            public Done perform(long id, String by) {
                return starting.dryRun(id, by);
            }
        };
    }

    @Bean
    VersionAction rollBack(Starting starting) {
        return new VersionAction() {
            @Override
            public String key() {
                return "roll-back";
            }

            @Override
            public String label() {
                return "Deploy a former version again";
            }

            @Override
            public String label(Certificate it, CertificateVersion version) {
                return (version.number() < Actions.number(it)
                                ? "Roll back to version "
                                : "Deploy version ")
                        + version.number();
            }

            @Override
            public String icon() {
                return "arrow-back-up";
            }

            @Override
            public boolean offered(Certificate it, CertificateVersion version) {
                var current = it.currentVersion();
                return version.keySecret() != null
                        && it.targetCount() > 0
                        && !it.isDeploying()
                        && !it.status().ordering()
                        && current != null
                        && current.id() != version.id();
            }

            @Override
            public String question(Certificate it, CertificateVersion version) {
                return "Deploy version %d of %s to all its targets? Version %d stays in the inventory."
                        .formatted(version.number(), it.name(), number(it));
            }

            @Override
            public Done perform(long id, int number, String by) {
                return starting.rollBack(id, number, by);
            }
        };
    }

    private static boolean complete(Certificate it) {
        return it.configuration() != null && !it.ignored();
    }

    private static boolean deployable(Certificate it) {
        var version = it.currentVersion();
        return complete(it)
                && version != null
                && version.keySecret() != null
                && it.targetCount() > 0
                && !it.status().ordering();
    }

    private static int number(Certificate it) {
        var version = it.currentVersion();
        return version == null ? 0 : version.number();
    }
}
