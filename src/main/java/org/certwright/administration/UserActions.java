package org.certwright.administration;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.certwright.listing.ActionInput;
import org.certwright.listing.RowAction;
import org.certwright.listing.RowAction.Done;
import org.certwright.listing.SimpleAction;
import org.certwright.listing.SimpleAction.Work;
import org.certwright.security.Accounts;
import org.certwright.security.Role;
import org.certwright.web.InvalidInputException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What programs can do with a user; his page does the same by itself. */
@Configuration(proxyBeanMethods = false)
class UserActions {

    private static final String ROLE = "role";
    private static final List<String> ROLES = Stream.of(Role.values()).map(Enum::name).toList();

    private final Accounts accounts;

    UserActions(Accounts accounts) {
        this.accounts = accounts;
    }

    @Bean
    RowAction changeRole() {
        return action(
                        "role",
                        "Change role",
                        (id, told, _) -> {
                            var role = role(told);
                            accounts.become(id, role);
                            return done(
                                    id,
                                    "The user is now %s; all sessions have ended."
                                            .formatted(role.title()));
                        })
                .needing(ActionInput.required(ROLE, String.join(", ", ROLES)));
    }

    private static Role role(Map<String, String> told) {
        var name = told.getOrDefault(ROLE, "");
        if (!ROLES.contains(name))
            throw new InvalidInputException(
                    Map.of(
                            ROLE,
                            "One of these is expected: %s.".formatted(String.join(", ", ROLES))));
        return Role.valueOf(name);
    }

    @Bean
    RowAction disableUser() {
        return action(
                "disable",
                "Disable",
                (id, _, _) -> {
                    accounts.disable(id);
                    return done(id, "The user is disabled; all sessions have ended.");
                });
    }

    @Bean
    RowAction enableUser() {
        return action(
                "enable",
                "Enable",
                (id, _, _) -> {
                    accounts.enable(id);
                    return done(id, "The user may log in again.");
                });
    }

    private static SimpleAction action(String key, String label, Work work) {
        return SimpleAction.of("users", key, label, work).onlyFor(Role.ADMINISTRATOR);
    }

    private static Done done(long id, String message) {
        return new Done("/admin/users/" + id, message);
    }
}
