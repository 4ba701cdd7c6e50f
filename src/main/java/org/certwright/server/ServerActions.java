package org.certwright.server;

import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.ConnectionReport.Outcome;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.HostKey;
import org.certwright.listing.ActionInput;
import org.certwright.listing.RowAction;
import org.certwright.listing.RowAction.Done;
import org.certwright.listing.SimpleAction;
import org.certwright.security.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be done with a registered server. */
@Configuration(proxyBeanMethods = false)
class ServerActions {

    static final String LIST = "servers";

    /** Names of the inputs that say which host key was compared. */
    static final String TYPE = "type";

    static final String FINGERPRINT = "fingerprint";

    private final ServerRegistry registry;
    private final ServerReading reading;

    ServerActions(ServerRegistry registry, ServerReading reading) {
        this.registry = registry;
        this.reading = reading;
    }

    @Bean
    RowAction testServer() {
        return SimpleAction.of(
                LIST,
                "test",
                "Test connection",
                (id, _, _) -> {
                    registry.asked(id, "Connection test asked for");
                    return tested(id, "", reading.check(id));
                });
    }

    @Bean
    RowAction scanServer() {
        return SimpleAction.of(
                LIST,
                "scan",
                "Scan",
                (id, _, _) -> {
                    registry.asked(id, "Scan asked for");
                    try {
                        var found = reading.scan(id).size();
                        return new Done(
                                page(id),
                                found == 1 ? "1 binding found." : found + " bindings found.");
                    } catch (HostException e) {
                        return Done.failed(
                                page(id),
                                "The server could not be scanned. " + e.failure().message());
                    }
                });
    }

    @Bean
    RowAction confirmHostKey() {
        return SimpleAction.of(
                        LIST,
                        "host-key",
                        "Confirm host key",
                        (id, told, by) -> {
                            registry.confirmHostKey(
                                    id,
                                    new HostKey(
                                            told.getOrDefault(TYPE, ""),
                                            told.getOrDefault(FINGERPRINT, "")),
                                    by);
                            return tested(id, "Host key pinned. ", reading.check(id));
                        })
                .onlyFor(Role.ADMINISTRATOR)
                .needing(
                        ActionInput.required(TYPE, "The type of the key, such as ssh-ed25519."),
                        ActionInput.required(
                                FINGERPRINT,
                                "The fingerprint that was compared, as SHA256:… shows it."));
    }

    @Bean
    RowAction deleteServer() {
        return SimpleAction.of(
                        LIST,
                        "delete",
                        "Delete",
                        (id, _, _) -> {
                            var name = registry.get(id).description();
                            registry.delete(id);
                            return new Done(
                                    "/provisioning/servers", "Server %s deleted.".formatted(name));
                        })
                .onlyFor(Role.ADMINISTRATOR);
    }

    private static Done tested(long id, String before, ConnectionReport report) {
        return report.passed()
                ? new Done(page(id), before + "The connection test passed.")
                : Done.failed(
                        page(id), before + "The connection test did not pass. " + why(report));
    }

    private static String why(ConnectionReport report) {
        return report.steps().stream()
                .filter(it -> it.outcome() == Outcome.FAILED)
                .findFirst()
                .map(it -> "%s: %s".formatted(it.check().label(), it.message()))
                .orElse("");
    }

    private static String page(long id) {
        return "/provisioning/servers/" + id;
    }
}
