package org.certwright.bot;

import java.util.stream.Stream;
import org.certwright.listing.Column;
import org.certwright.listing.Kind.Option;
import org.certwright.listing.Listing;
import org.certwright.listing.Sort;
import org.certwright.listing.View;
import org.certwright.tag.TagColumn;
import org.certwright.web.Tone;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The list of bots. */
@Configuration(proxyBeanMethods = false)
class BotListing {

    static final String KEY = "bots";

    private static final String STATUS = "bot_status(b.id, b.stopped, b.last_contact_at, :now)";

    /** As {@link BotToken#masked} shows it. */
    private static final String MASKED_TOKEN =
            "'%s' || b.token_hint".formatted(BotToken.masked(""));

    @Bean
    Listing listOfBots() {
        return Listing.of(KEY, "Provisioning Bots", "/provisioning/bots", "bot b")
                .of("bot")
                .joining("left join bot_group g on g.id = b.group_id")
                .reading("stopped", "b.stopped")
                .reading("embedded", "b.kind = 'EMBEDDED'")
                .columns(
                        Column.text("name", "Bot Name", "b.name").sorted().linked(),
                        Column.text("address", "IP Address", "b.ip_address")
                                .unfiltered()
                                .monospace(),
                        Column.text("description", "Description", "b.description")
                                .unfiltered()
                                .cut(),
                        Column.choice(
                                "status", "Status", STATUS, BotStatus.class, BotStatus::badge),
                        Column.moment("last-update", "Last Bot Update", "b.last_contact_at")
                                .sorted(),
                        Column.text("version", "Bot Version", "b.software_version").sorted(),
                        Column.choice(
                                        "purpose",
                                        "Purpose",
                                        "b.purpose",
                                        Stream.of(BotPurpose.values())
                                                .map(it -> Option.of(it.name(), it.label()))
                                                .toList())
                                .optional()
                                .sorted(),
                        Column.text("group", "Group", "g.name")
                                .where(test ->
                                        "b.group_id in (select id from bot_group where %s)"
                                                .formatted(test.apply("name")))
                                .optional(),
                        Column.text("token", "Bot Token", "b.token_hint")
                                .where(test ->
                                        "(%s or %s)"
                                                .formatted(
                                                        test.apply("b.token_hint"),
                                                        test.apply(MASKED_TOKEN)))
                                .shownAs(it -> {
                                    var hint = it.text("token");
                                    return hint == null ? null : BotToken.masked(hint);
                                })
                                .optional()
                                .monospace(),
                        Column.text("os", "OS", "b.operating_system").unfiltered().optional(),
                        Column.moment("created", "Created Date", "b.created_at")
                                .optional()
                                .sorted(),
                        Column.text("created-by", "Created By", "b.created_by").optional().sorted(),
                        TagColumn.of(BotGuide.TAGGED, "b"))
                .searched(
                        "Name, address, description",
                        it ->
                                "lower(b.name) like %1$s or b.ip_address like %1$s or lower(b.description) like %1$s"
                                        .formatted(it))
                .sortedBy(Sort.by("name"))
                .views(
                        View.all(
                                "Total Bots",
                                "All agents that deploy certificates and read servers."),
                        View.of(
                                "active",
                                "Active",
                                STATUS + " = 'ACTIVE'",
                                "Bots that are connected and have servers or scans assigned."),
                        View.of(
                                "pending",
                                "Pending",
                                STATUS + " in ('PENDING_ACTIVATION', 'PENDING')",
                                "Bots that await their first connection, or have nothing assigned"
                                        + " yet."),
                        View.of(
                                "stopped",
                                "Stopped",
                                STATUS + " = 'STOPPED'",
                                "Bots that were paused. They take no work; see that critical"
                                        + " servers are covered."),
                        View.of(
                                        "inactive",
                                        "Inactive",
                                        STATUS + " = 'INACTIVE'",
                                        "Bots that were connected, and have not been heard of"
                                                + " lately.")
                                .toned(Tone.BAD));
    }
}
