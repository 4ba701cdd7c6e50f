package org.certwright.administration;

import java.util.List;
import java.util.stream.Stream;
import org.certwright.listing.Column;
import org.certwright.listing.Kind.Option;
import org.certwright.listing.Listing;
import org.certwright.listing.Sort;
import org.certwright.listing.View;
import org.certwright.security.Role;
import org.certwright.web.Badge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The list of users. */
@Configuration(proxyBeanMethods = false)
class UserListing {

    private static final String STATUS =
            """
            case when u.disabled then 'DISABLED' when u.password_hash is null then 'INVITED'
              else 'ACTIVE' end\
            """;

    @Bean
    Listing listOfUsers() {
        return Listing.of("users", "Users", "/admin/users", "app_user u")
                .of("user")
                .onlyFor(Role.ADMINISTRATOR)
                .reading("disabled", "u.disabled")
                .reading("username", "u.username")
                .columns(
                        Column.text("name", "Name", "u.display_name").sorted().linked(),
                        Column.text("username", "User name", "u.username").sorted(),
                        Column.choice(
                                "status",
                                "Status",
                                STATUS,
                                List.of(
                                        Option.of("ACTIVE", Badge.ok("circle-check", "Active")),
                                        Option.of("INVITED", Badge.idle("key", "Invited")),
                                        Option.of(
                                                "DISABLED",
                                                Badge.mute("player-pause", "Disabled")))),
                        Column.choice(
                                        "role",
                                        "Role",
                                        "u.role",
                                        Stream.of(Role.values())
                                                .map(it -> Option.of(it.name(), it.title()))
                                                .toList())
                                .sorted(),
                        Column.moment("last-login", "Last log-in", "u.last_login_at").sorted(),
                        Column.moment("created", "Created Date", "u.created_at").sorted(),
                        Column.text("zone", "Time zone", "u.time_zone").optional())
                .searched(
                        "Name, user name",
                        it ->
                                "lower(u.display_name) like %1$s or u.username like %1$s"
                                        .formatted(it))
                .sortedBy(Sort.by("name"))
                .views(
                        View.all("Users", "All who were ever let in."),
                        View.of(
                                "active",
                                "Active",
                                STATUS + " = 'ACTIVE'",
                                "Those who may log in."),
                        View.of(
                                "invited",
                                "Invited",
                                STATUS + " = 'INVITED'",
                                "Those who have not chosen a password yet."),
                        View.of(
                                "disabled",
                                "Disabled",
                                "u.disabled",
                                "Those who may not log in any more."));
    }
}
