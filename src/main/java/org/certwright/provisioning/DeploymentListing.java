package org.certwright.provisioning;

import java.util.List;
import org.certwright.listing.Column;
import org.certwright.listing.Kind.Option;
import org.certwright.listing.Listing;
import org.certwright.listing.Sort;
import org.certwright.listing.View;
import org.certwright.web.Tone;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The list of deployments. */
@Configuration(proxyBeanMethods = false)
class DeploymentListing {

    private static final String CELLS = "provisioning/cells";
    private static final String SECONDS = "extract(epoch from d.ended_at - d.started_at)";

    @Bean
    Listing listOfDeployments() {
        return Listing.of("deployments", "Deployments", "/provisioning/deployments", "deployment d")
                .of("deployment")
                .joining(
                        """
                        join certificate c on c.id = d.certificate_id
                        join certificate_version v on v.id = d.version_id
                        """)
                .reading("certificate_id", "d.certificate_id")
                .columns(
                        Column.number("id", "Deployment", "d.id")
                                .sorted()
                                .drawnBy(CELLS, "deployment"),
                        Column.text("certificate", "Certificate", "c.name")
                                .where(test -> certificateOf("d", test.apply("name")))
                                .reading("version", "v.number")
                                .drawnBy(CELLS, "certificate"),
                        Column.text("server", "Server", "d.server_name")
                                .reading("server_id", "d.server_id")
                                .drawnBy(CELLS, "server"),
                        Column.text("virtual-host", "Virtual host", "d.virtual_host"),
                        Column.choice(
                                        "status",
                                        "Status",
                                        "d.state",
                                        DeploymentState.class,
                                        DeploymentState::badge)
                                .reading("cause", "d.failure::jsonb ->> 'message'")
                                .reading("next_attempt_at", "d.next_attempt_at")
                                .drawnBy(CELLS, "status"),
                        Column.text("cause", "Cause", "d.failure::jsonb ->> 'message'")
                                .optional()
                                .cut(),
                        Column.text("reason", "Reason", "d.reason"),
                        Column.moment("started", "Started", "d.started_at").sorted(),
                        Column.number("seconds", "Duration (s)", SECONDS + "::bigint")
                                .where(test -> test.apply(SECONDS))
                                .reading("started_at", "d.started_at")
                                .reading("ended_at", "d.ended_at")
                                .drawnBy(CELLS, "duration"),
                        Column.moment("ended", "Ended", "d.ended_at").optional().sorted(),
                        Column.number("wave", "Wave", "d.wave").optional(),
                        Column.choice(
                                        "dry-run",
                                        "Dry run",
                                        "d.dry_run::text",
                                        List.of(Option.of("true", "Yes"), Option.of("false", "No")))
                                .optional(),
                        Column.moment("created", "Created Date", "d.created_at")
                                .optional()
                                .sorted(),
                        Column.text("created-by", "Created By", "d.created_by").optional())
                .searched(
                        "Certificate, server, virtual host",
                        it ->
                                "lower(d.server_name) like %1$s or lower(d.virtual_host) like %1$s or %2$s"
                                        .formatted(
                                                it, certificateOf("d", "search_text like " + it)))
                .sortedBy(Sort.by("id").reversed())
                .views(
                        View.all(
                                "Deployments",
                                "Each brings one version of a certificate to one place, proves it,"
                                        + " or puts everything back."),
                        View.of(
                                        "active",
                                        "Under way",
                                        "d.state in ('WAITING', 'QUEUED', 'RUNNING')",
                                        "Queued, or a bot is at work.")
                                .toned(Tone.RUN),
                        View.of(
                                        "attention",
                                        "Needs you",
                                        """
                                        d.state in ('PLANNED', 'REFUSED', 'ROLLED_BACK', 'UNRESTORED') and not d.dry_run
                                        and not exists (
                                            select from deployment later
                                            where later.certificate_id = d.certificate_id
                                              and later.server_id = d.server_id and later.binding_id = d.binding_id
                                              and later.id > d.id and not later.dry_run and later.state <> 'CANCELLED')
                                        """,
                                        "A plan to approve, or a failure that does not go away by"
                                                + " itself.")
                                .toned(Tone.BAD),
                        View.of(
                                "deployed",
                                "Deployed",
                                "d.state = 'DEPLOYED'",
                                "Proved by TLS handshakes."));
    }

    /** The row's certificate is one of which something is true. */
    static String certificateOf(String alias, String condition) {
        return "%s.certificate_id in (select id from certificate where %s)"
                .formatted(alias, condition);
    }
}
