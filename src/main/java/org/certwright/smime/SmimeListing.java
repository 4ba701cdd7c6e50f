package org.certwright.smime;

import java.util.List;
import org.certwright.bulk.BulkAction;
import org.certwright.listing.Column;
import org.certwright.listing.Listing;
import org.certwright.listing.Sort;
import org.certwright.listing.View;
import org.certwright.web.NavigationEntry;
import org.certwright.web.NavigationEntry.Section;
import org.certwright.web.Tone;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The list "S/MIME Provisioning". */
@Configuration(proxyBeanMethods = false)
class SmimeListing {

    static final String KEY = "smime";
    static final String PATH = "/provisioning/smime";

    @Bean
    Listing listOfSmimeUsers() {
        return Listing.of(KEY, "S/MIME Provisioning", PATH, "smime_user u")
                .of("user")
                .reading("ignored", "u.ignored")
                .columns(
                        Column.text("name", "Name", "u.name", "lower(u.name)").sortedBy("u.name"),
                        Column.text("email", "Email", "u.email", "lower(u.email)")
                                .sortedBy("lower(u.email)"),
                        Column.choice(
                                        "status",
                                        "Status",
                                        "u.state",
                                        SmimeStatus.class,
                                        SmimeStatus::badge)
                                .sorted(),
                        Column.text(
                                        "designation",
                                        "Designation",
                                        "u.designation",
                                        "lower(u.designation)")
                                .cut(),
                        Column.text("source", "Source", "u.source"),
                        Column.moment("expiry", "Expiry Date", "u.expires_at").sorted().asDay(),
                        Column.moment("created", "Created Date", "u.created_at").optional(),
                        Column.text("created-by", "Created By", "u.created_by").optional())
                .searched(
                        "Name, e-mail, designation",
                        it ->
                                """
                                lower(u.name) like %1$s or lower(u.email) like %1$s
                                or lower(u.designation) like %1$s
                                """
                                        .formatted(it))
                .sortedBy(Sort.by("name"))
                .views(views().toArray(View[]::new));
    }

    private static List<View> views() {
        return List.of(
                View.of("all", "All", "true", "Everybody who is known, ignored or not."),
                new View(
                        "eligible",
                        "Eligible",
                        "Total Users",
                        "not u.ignored",
                        "All people who are eligible for an e-mail certificate: imported manually"
                                + " or found in a directory, and not ignored.",
                        null,
                        null),
                new View(
                        "awaiting-order",
                        "Awaiting Order",
                        "Awaiting Orders",
                        "u.state = 'AWAITING_ORDER'",
                        "Ready for a certificate, but none has been requested from the Certificate"
                                + " Authority yet.",
                        Tone.IDLE,
                        "not requested"),
                View.of(
                        "csr-pending",
                        "CSR Pending",
                        "u.state = 'CSR_PENDING'",
                        "Ordered; the signing request with the user's public key is awaited."),
                new View(
                        "provisioned",
                        "Provisioned",
                        "Provisioned",
                        "u.state in ('CERTIFICATE_ISSUED', 'CERTIFICATE_INSTALLED')",
                        "People who have an S/MIME certificate, issued or already installed.",
                        Tone.OK,
                        "equipped"),
                View.of("ignored", "Ignored", "u.ignored", "Left out of provisioning on purpose."));
    }

    @Bean
    NavigationEntry smimeEntry() {
        return new NavigationEntry(Section.PROVISIONING, "S/MIME", "mail", PATH, 35);
    }

    @Bean
    BulkAction ignoreEmails(SmimeRegistry registry) {
        return new IgnoreAction(registry, true);
    }

    @Bean
    BulkAction stopIgnoringEmails(SmimeRegistry registry) {
        return new IgnoreAction(registry, false);
    }
}
