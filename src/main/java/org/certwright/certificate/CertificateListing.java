package org.certwright.certificate;

import static org.certwright.listing.Kind.Option.of;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.certwright.bot.BotColumn;
import org.certwright.listing.Column;
import org.certwright.listing.Kind.Option;
import org.certwright.listing.Listing;
import org.certwright.listing.Row;
import org.certwright.listing.Sort;
import org.certwright.listing.View;
import org.certwright.tag.TagColumn;
import org.certwright.tag.TagSubject;
import org.certwright.web.Badge;
import org.certwright.web.Tone;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The list "Provisioning Certificates". */
@Configuration(proxyBeanMethods = false)
class CertificateListing {

    static final String KEY = "certificates";

    static final TagSubject TAGGED = new TagSubject("certificate", "Certificates");

    private static final String CELLS = "certificate/cells";

    @Bean
    Listing listOfCertificates() {
        return Listing.of(
                        KEY,
                        "Provisioning Certificates",
                        "/provisioning/certificates",
                        "certificate c")
                .of("certificate")
                .talliedIn("certificate_tally c")
                .joining(
                        """
                        left join bot b on b.id = c.bot_id
                        left join bot d on d.id = c.discovery_bot_id
                        left join lateral (
                          select l.place, count(*) over () as places
                          from certificate_location l
                          where l.certificate_id = c.id and l.gone_at is null
                          order by l.id limit 1) place on true
                        """)
                .reading("ignored", "c.ignored")
                .reading("issued", "c.current_version_id is not null")
                .reading("configured", "c.connector_id is not null")
                .reading(
                        "deployable",
                        "c.connector_id is not null and c.target_count > 0 and c.current_version_id is not null")
                .columns(
                        Column.text("name", "CN / SAN Name", "c.name", "c.search_text")
                                .whereEqual(it ->
                                        "lower(c.name) collate \"C\" = %1$s or c.names @> array[%1$s]"
                                                .formatted(it))
                                .sortedBy("c.name")
                                .reading(
                                        "further",
                                        "greatest(0, cardinality(c.names) - (c.name = any(c.names))::int)")
                                .drawnBy(CELLS, "name"),
                        Column.choice(
                                        "status",
                                        "Status",
                                        "c.status",
                                        CertificateStatus.class,
                                        CertificateStatus::badge)
                                .sorted()
                                .badgedBy(CertificateListing::status)
                                .reading("cause", "c.cause")
                                .drawnBy(CELLS, "status"),
                        Column.days("expires-within", "Expires Within", "c.not_after")
                                .sorted()
                                .reading("not_before", "c.not_before")
                                .atStart()
                                .drawnBy(CELLS, "life"),
                        Column.moment("expires", "Expires On", "c.not_after").sorted().asDay(),
                        BotColumn.of("bot", "Provisioning Bot", "c.bot_id", "b.name"),
                        Column.text("issuer", "Issuer CA", "c.issuer")
                                .where(test -> oneOf("issuer", test.apply("it")))
                                .sorted()
                                .cut(),
                        Column.foldedText("location", "Certificate Location", "place.place")
                                .where(test -> place(test.apply("l.place")))
                                .reading("places", "place.places")
                                .drawnBy(CELLS, "location"),
                        Column.choice(
                                        "readiness",
                                        "Readiness",
                                        "c.readiness",
                                        Readiness.class,
                                        Readiness::badge)
                                .optional(),
                        TagColumn.of(TAGGED, "c"),
                        Column.choice("ca-type", "CA Type", "c.ca_type", caTypes())
                                .optional()
                                .sorted(),
                        Column.text("discovery-bot", "Discovery Bot", "d.name")
                                .where(test ->
                                        "c.discovery_bot_id in (select id from bot where %s)"
                                                .formatted(test.apply("name")))
                                .optional(),
                        Column.text(
                                        "signature-algorithm",
                                        "Signature Algorithm",
                                        "c.signature_algorithm")
                                .where(test -> oneOf("signature_algorithm", test.apply("it")))
                                .optional()
                                .sorted(),
                        Column.text("key-algorithm", "Key Algorithm", "c.key_type")
                                .where(test -> oneOf("key_type", test.apply("it")))
                                .optional(),
                        Column.text("order", "Order ID", "c.order_id")
                                .optional()
                                .sorted()
                                .monospace(),
                        Column.text("organization", "Organization", "c.organization")
                                .where(test -> oneOf("organization", test.apply("it")))
                                .optional()
                                .sorted(),
                        Column.text("batch", "Batch Name", "c.batch_name")
                                .whereEqual("c.batch_name = %s"::formatted)
                                .where(test -> oneOf("batch_name", test.apply("it")))
                                .optional()
                                .sorted(),
                        Column.text("scan-address", "Scan IP Address", "c.scan_address")
                                .optional()
                                .sorted()
                                .monospace(),
                        Column.number("scan-port", "Scan Port", "c.scan_port").optional().sorted(),
                        Column.moment("issued-on", "Issued On", "c.not_before")
                                .optional()
                                .sorted()
                                .asDay(),
                        Column.moment(
                                        "last-provisioned",
                                        "Last Provisioned On",
                                        "c.last_provisioned_at")
                                .optional()
                                .sorted(),
                        Column.choice(
                                        "validation",
                                        "Validation Status",
                                        "c.validation_status",
                                        ValidationStatus.class,
                                        ValidationStatus::badge)
                                .optional(),
                        Column.choice(
                                        "dcv",
                                        "DCV Status",
                                        "c.dcv_status",
                                        ValidationStatus.class,
                                        ValidationStatus::badge)
                                .optional(),
                        Column.choice(
                                        "deployment-type",
                                        "Deployment Type",
                                        "c.deployment_type",
                                        List.of(
                                                of("AUTOMATED", "Automated provisioning"),
                                                of("MANUAL", "Manual deployment")))
                                .optional(),
                        Column.text("serial", "Serial Number", "c.serial")
                                .optional()
                                .sorted()
                                .monospace(),
                        Column.choice(
                                        "vulnerable",
                                        "Vulnerable",
                                        "case when c.vulnerable_from <= :now then 'YES' else 'NO' end",
                                        List.of(
                                                of("YES", Badge.bad("alert-triangle", "Yes"))
                                                        .when("c.vulnerable_from <= :now"),
                                                of("NO", "No").when("c.vulnerable_from > :now")))
                                .optional(),
                        Column.choice("managed", "Managed", managed(), management()).optional(),
                        Column.moment("renews", "Renews On", "c.renew_at").optional(),
                        Column.days("renews-within", "Renews Within", "c.renew_at").optional(),
                        Column.moment("created", "Created Date", "c.created_at")
                                .optional()
                                .sorted())
                .searched(
                        "Name, serial, location",
                        it ->
                                "c.search_text like %1$s or c.serial like %1$s or c.scan_address like %1$s"
                                        .formatted(it))
                .sortedBy(Sort.by("expires-within"))
                .views(
                        View.all(
                                "Total Certs",
                                "All certificates available for provisioning: found by scans,"
                                        + " uploaded, or ordered here."),
                        view(
                                Readiness.BOT_UNASSIGNED,
                                "No provisioning bot is assigned yet, so nothing is installed or"
                                        + " renewed by itself."),
                        view(
                                Readiness.CONFIGURATION_PENDING,
                                "A bot is assigned, but connector, parameters or deployment targets"
                                        + " are not complete."),
                        view(
                                        Readiness.DEPLOYMENT_PENDING,
                                        "Completely configured; an order or a deployment is due,"
                                                + " queued or under way.")
                                .toned(Tone.RUN),
                        view(
                                        Readiness.DEPLOYMENT_FAILED,
                                        "The last attempt failed or was rolled back. Each says why"
                                                + " on its page.")
                                .noted(Tone.BAD, "needs you"),
                        View.of(
                                "ignored",
                                "Ignored",
                                "c.ignored",
                                "Left out of provisioning on purpose."));
    }

    private static View view(Readiness it, String explanation) {
        return View.of(
                it.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                it.label(),
                "c.readiness = '%s'".formatted(it),
                explanation);
    }

    private static Badge status(Row row) {
        return CertificateHead.badge(
                CertificateStatus.valueOf(String.valueOf(row.get("status"))), row.flag("ignored"));
    }

    private static String managed() {
        return """
        case when c.ignored then 'IGNORED' when c.renew_at is not null then 'YES' else 'NO' end
        """;
    }

    /** Whether it is renewed by itself. */
    private static List<Option> management() {
        return List.of(
                of("YES", "Yes, by policy").when("c.renew_at is not null and not c.ignored"),
                of("NO", "No, nobody renews it").when("c.renew_at is null and not c.ignored"),
                of("IGNORED", "Ignored").when("c.ignored"));
    }

    private static List<Option> caTypes() {
        return Stream.of(CaType.values()).map(it -> of(it.name(), it.label() + " CA")).toList();
    }

    /** Few compared with the rows: it is quicker to look through those than through all rows. */
    private static String oneOf(String column, String condition) {
        return "c.%1$s = any(array(select it from certificate_%1$ss() it where %2$s))"
                .formatted(column, condition);
    }

    private static String place(String condition) {
        return """
        c.id in (select l.certificate_id from certificate_location l
          where l.gone_at is null and (%s))
        """
                .formatted(condition);
    }
}
