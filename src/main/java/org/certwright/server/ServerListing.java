package org.certwright.server;

import java.util.List;
import java.util.stream.Stream;
import org.certwright.agent.job.ServerType;
import org.certwright.bot.BotColumn;
import org.certwright.listing.Column;
import org.certwright.listing.Kind.Option;
import org.certwright.listing.Listing;
import org.certwright.listing.Sort;
import org.certwright.listing.View;
import org.certwright.tag.TagColumn;
import org.certwright.web.Tone;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The list of servers. */
@Configuration(proxyBeanMethods = false)
class ServerListing {

    @Bean
    Listing listOfServers() {
        return Listing.of("servers", "Servers", "/provisioning/servers", "server s")
                .of("server")
                .joining(
                        """
                        left join bot b on b.id = s.bot_id
                        left join lateral (select count(*) as found from server_binding sb
                          where sb.server_id = s.id and sb.gone_at is null) bindings on true
                        """)
                .columns(
                        Column.text("description", "Description", "s.description")
                                .sorted()
                                .linked(),
                        Column.text("address", "IP Address", "s.address")
                                .reading("ssh_port", "s.ssh_port")
                                .shownAs(it ->
                                        it.number("ssh_port") == 22
                                                ? it.text("address")
                                                : it.text("address") + ":" + it.number("ssh_port"))
                                .where(test ->
                                        "%s or %s"
                                                .formatted(
                                                        test.apply("s.address"),
                                                        test.apply(
                                                                "s.address || ':' || s.ssh_port")))
                                .sorted()
                                .monospace(),
                        Column.choice("type", "Server Type", "s.server_type", types())
                                .reading("product", "s.product")
                                .sorted(),
                        Column.text("version", "Version", "coalesce(s.product, s.product_version)")
                                .optional(),
                        Column.text("ports", "Ports", "array_to_string(s.ports, ', ')")
                                .unfiltered(),
                        BotColumn.of("bot", "Bot", "s.bot_id", "b.name"),
                        Column.choice(
                                        "status",
                                        "Status",
                                        "s.status",
                                        ServerStatus.class,
                                        ServerStatus::badge)
                                .sorted(),
                        Column.moment("checked", "Last check", "s.checked_at").sorted(),
                        Column.number("bindings", "Bindings", "bindings.found")
                                .where(test ->
                                        test.apply(
                                                """
                                                (select count(*) from server_binding sb
                                                  where sb.server_id = s.id and sb.gone_at is null)
                                                """)),
                        Column.choice(
                                        "os",
                                        "OS",
                                        "s.operating_system",
                                        List.of(
                                                Option.of("LINUX", "Linux"),
                                                Option.of("WINDOWS", "Windows")))
                                .optional(),
                        Column.text("username", "Username", "s.username").optional(),
                        Column.text("path", "Path", "s.path").optional().monospace(),
                        Column.text("service", "Service Name", "s.service_name").optional(),
                        TagColumn.of(ServerGuide.TAGGED, "s"),
                        Column.moment("created", "Created Date", "s.created_at")
                                .optional()
                                .sorted(),
                        Column.text("created-by", "Created By", "s.created_by").optional())
                .searched(
                        "Description, address",
                        it ->
                                "lower(s.description) like %1$s or lower(s.address) like %1$s"
                                        .formatted(it))
                .sortedBy(Sort.by("description"))
                .views(
                        View.all(
                                "Total",
                                "All servers added for agentless provisioning: address, credentials"
                                        + " and server type are registered."),
                        View.of(
                                "mapped",
                                "Mapped Servers",
                                "s.bot_id is not null",
                                "Servers with a provisioning bot, which deploys certificates to"
                                        + " them."),
                        View.of(
                                "active",
                                "Active",
                                "s.status = 'ACTIVE'",
                                "Servers whose last connection check succeeded: log-in, path and"
                                        + " rights."),
                        View.of(
                                        "unreachable",
                                        "Unreachable",
                                        "s.status = 'UNREACHABLE'",
                                        "Servers whose last connection check failed; each says"
                                                + " why.")
                                .toned(Tone.BAD),
                        View.of(
                                "unverified",
                                "Unverified",
                                "s.status = 'UNVERIFIED'",
                                "Servers that were never checked."));
    }

    private static List<Option> types() {
        return Stream.of(ServerType.values()).map(it -> Option.of(it.name(), it.label())).toList();
    }
}
