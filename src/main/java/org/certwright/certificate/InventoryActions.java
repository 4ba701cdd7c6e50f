package org.certwright.certificate;

import org.certwright.listing.RowAction;
import org.certwright.listing.RowAction.Done;
import org.certwright.listing.SimpleAction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be done with a certificate by the inventory itself. */
@Configuration(proxyBeanMethods = false)
class InventoryActions {

    private static final String PATH = "/provisioning/certificates";

    private final CertificateHeads heads;
    private final Configuring configuring;

    InventoryActions(CertificateHeads heads, Configuring configuring) {
        this.heads = heads;
        this.configuring = configuring;
    }

    @Bean
    RowAction ignoreCertificate() {
        return SimpleAction.of(
                CertificateListing.KEY,
                "ignore",
                "Ignore",
                (id, _, _) -> {
                    var name = heads.get(id).name();
                    configuring.ignore(id, true);
                    return new Done(
                            PATH + "/" + id,
                            "%s is ignored: it is left out of provisioning.".formatted(name));
                });
    }

    @Bean
    RowAction takeBackCertificate() {
        return SimpleAction.of(
                CertificateListing.KEY,
                "take-back",
                "Take back",
                (id, _, _) -> {
                    var name = heads.get(id).name();
                    configuring.ignore(id, false);
                    return new Done(PATH + "/" + id, "%s is no longer ignored.".formatted(name));
                });
    }

    @Bean
    RowAction deleteCertificate() {
        return SimpleAction.of(
                CertificateListing.KEY,
                "delete",
                "Delete",
                (id, _, _) -> {
                    var name = heads.get(id).name();
                    configuring.delete(id);
                    return new Done(
                            PATH, "Certificate %s deleted from the inventory.".formatted(name));
                });
    }
}
