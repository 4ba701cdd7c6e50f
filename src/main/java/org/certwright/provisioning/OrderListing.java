package org.certwright.provisioning;

import org.certwright.listing.Column;
import org.certwright.listing.Listing;
import org.certwright.listing.Sort;
import org.certwright.listing.View;
import org.certwright.web.Tone;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The list of orders at CAs. */
@Configuration(proxyBeanMethods = false)
class OrderListing {

    private static final String CELLS = "provisioning/cells";

    @Bean
    Listing listOfOrders() {
        return Listing.of(
                        "orders",
                        "Provisioning Orders",
                        "/provisioning/orders",
                        "provisioning_order o")
                .of("order")
                .joining("join certificate c on c.id = o.certificate_id")
                .reading("state", "o.state")
                .reading("certificate_id", "o.certificate_id")
                .columns(
                        Column.number("id", "Order", "o.id").sorted().drawnBy(CELLS, "order"),
                        Column.text("certificate", "Certificate", "c.name")
                                .where(test ->
                                        DeploymentListing.certificateOf("o", test.apply("name")))
                                .drawnBy(CELLS, "certificate"),
                        Column.text("connector", "CA Connector", "o.connector_name"),
                        Column.choice(
                                        "status",
                                        "Status",
                                        "o.state",
                                        OrderState.class,
                                        OrderState::badge)
                                .reading("cause", "o.last_error")
                                .reading("next_attempt_at", "o.next_attempt_at")
                                .drawnBy(CELLS, "status"),
                        Column.text("cause", "The CA's words", "o.last_error").optional().cut(),
                        Column.text("reason", "Reason", "o.reason"),
                        Column.moment("created", "Ordered", "o.created_at").sorted(),
                        Column.text("created-by", "Ordered By", "o.created_by"),
                        Column.text("ca-order", "CA Order Id", "o.ca_order_id").monospace(),
                        Column.number("attempts", "Attempts", "o.attempts").optional(),
                        Column.number("validity", "Validity (days)", "o.validity_days").optional(),
                        Column.moment("ended", "Ended", "o.ended_at").optional().sorted())
                .searched(
                        "Certificate, CA order id",
                        it ->
                                "lower(o.ca_order_id) like %s or %s"
                                        .formatted(
                                                it,
                                                DeploymentListing.certificateOf(
                                                        "o", "search_text like " + it)))
                .sortedBy(Sort.by("id").reversed())
                .views(
                        View.all(
                                "Total Orders",
                                "All requests to Certificate Authorities, from the first request"
                                        + " through final issuance."),
                        View.of(
                                        "csr-pending",
                                        "CSR Pending",
                                        "o.state = 'CREATED'",
                                        "Orders whose Certificate Signing Request is yet to be"
                                                + " made and submitted to the CA.")
                                .toned(Tone.RUN),
                        View.of(
                                        "open",
                                        "At the CA",
                                        "o.state in ('PLACING', 'PENDING')",
                                        "The CA has the request, and has not issued yet.")
                                .toned(Tone.RUN),
                        View.of(
                                "issued",
                                "Certificate Issued",
                                "o.state = 'ISSUED'",
                                "The CA issued the certificate; it can be deployed."),
                        View.of(
                                        "failed",
                                        "Failed",
                                        "o.state in ('REFUSED', 'FAILED')",
                                        "The CA refused, or its answer could not be used; each"
                                                + " says why.")
                                .toned(Tone.BAD));
    }
}
