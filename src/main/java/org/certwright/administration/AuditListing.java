package org.certwright.administration;

import java.util.function.UnaryOperator;
import org.certwright.listing.Column;
import org.certwright.listing.Listing;
import org.certwright.listing.Sort;
import org.certwright.listing.View;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The audit log as a list. The numbers of its entries are in the order of time. */
@Configuration(proxyBeanMethods = false)
class AuditListing {

    private static final String CHANGED =
            """
            (select string_agg(change ->> 'field', ', ' order by place)
              from jsonb_array_elements(a.changes) with ordinality as each (change, place))\
            """;

    @Bean
    Listing listOfAuditEntries() {
        return Listing.of("audit", "Audit log", "/admin/audit", "audit_entry a")
                .named("entry", "entries")
                .columns(
                        Column.number("id", "No.", "a.id")
                                .sorted()
                                .atStart()
                                .drawnBy("administration/cells", "number"),
                        Column.moment("at", "Time", "a.at").sortedBy("a.id"),
                        Column.text("actor", "Who", "a.actor").where(AuditListing::actor),
                        Column.text("address", "From", "a.address").monospace(),
                        Column.text("action", "Action", "a.action"),
                        Column.text("subject", "Object", "a.subject_type"),
                        Column.text("text", "Name", "a.text", "lower(a.text)").cut(),
                        Column.text("changed", "Changed", CHANGED).cut(),
                        Column.text("subject-id", "Object Id", "a.subject_id").optional(),
                        Column.text("via", "By", "a.via").optional(),
                        Column.text("details", "Details", "a.details").optional().cut(),
                        Column.text("hash", "Hash", "a.hash").optional().monospace())
                .searched(
                        "Name, who",
                        it ->
                                "lower(a.text) like %1$s or %2$s"
                                        .formatted(
                                                it,
                                                actor(name ->
                                                        "lower(%s) like %s".formatted(name, it))))
                .sortedBy(Sort.by("id").reversed())
                .views(
                        View.all("Audit log", "Who did what, when and from where."),
                        View.of(
                                "people",
                                "By people",
                                "a.actor <> 'system'",
                                "What was not done by Certwright itself."));
    }

    /** There are few of them: it is quicker to look through those than through all entries. */
    private static String actor(UnaryOperator<String> test) {
        return "a.actor in (select it from audit_actors() it where %s)".formatted(test.apply("it"));
    }
}
