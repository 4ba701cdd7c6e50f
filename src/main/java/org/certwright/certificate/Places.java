package org.certwright.certificate;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.certwright.agent.job.ServerType;
import org.certwright.certificate.ConfigurationForm.TargetRow;
import org.certwright.server.Server;
import org.certwright.server.ServerBinding;
import org.certwright.server.ServerBindings;
import org.certwright.server.Servers;
import org.certwright.web.Choice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The places certificates can go to: the bindings found on registered servers. */
@Component
class Places {

    private final Servers servers;
    private final ServerBindings bindings;

    Places(Servers servers, ServerBindings bindings) {
        this.servers = servers;
        this.bindings = bindings;
    }

    /** Servers that have a place. */
    List<Choice> servers() {
        var counts =
                bindings.presentByServer().stream()
                        .collect(
                                Collectors.toMap(
                                        ServerBindings.Count::serverId,
                                        ServerBindings.Count::bindings));
        return servers.findAllByOrderByDescription().stream()
                .filter(it -> counts.containsKey(it.id()))
                .map(it -> new Choice(String.valueOf(it.id()), it.description()))
                .toList();
    }

    /** What can be deployed to on one server, and is there now. */
    List<Choice> on(@Nullable Long serverId) {
        return serverId == null
                ? List.of()
                : bindings.of(serverId).stream()
                        .filter(it -> it.goneAt() == null && it.binding().problem() == null)
                        .map(it -> new Choice(TargetRow.value(serverId, it.bindingId()), label(it)))
                        .toList();
    }

    private static String label(ServerBinding it) {
        var binding = it.binding();
        return "%s, port %s (%s:%d)"
                .formatted(
                        binding.virtualHost(),
                        joined(binding.ports()),
                        binding.configurationFile(),
                        binding.line());
    }

    private static String joined(List<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** A place a form or a target names; empty when server or binding are unknown. */
    Optional<PlaceView> find(@Nullable String value) {
        var parts = value == null ? new String[0] : value.split(":", 2);
        if (parts.length < 2 || !parts[0].matches("\\d{1,18}")) return Optional.empty();
        var serverId = Long.parseLong(parts[0]);
        return servers.findById(serverId)
                .flatMap(server -> bindings.find(serverId, parts[1]).map(PlaceView.of(server)));
    }

    /**
     * A place as pages show it.
     *
     * @param gone the last scan did not find it
     * @param problem why it cannot be deployed to
     */
    record PlaceView(
            long serverId,
            String server,
            String product,
            String address,
            ServerType type,
            boolean keyStoreFolder,
            @Nullable Long botId,
            String bindingId,
            String virtualHost,
            String file,
            int line,
            String certificateFile,
            String ports,
            boolean gone,
            @Nullable String problem) {

        static Function<ServerBinding, PlaceView> of(Server server) {
            return it -> {
                var settings = server.settings();
                var binding = it.binding();
                var product = server.product();
                return new PlaceView(
                        server.id(),
                        server.description(),
                        product == null ? settings.serverType().label() : product,
                        settings.address(),
                        settings.serverType(),
                        settings.keyStoreFolder() != null,
                        settings.botId(),
                        it.bindingId(),
                        binding.virtualHost(),
                        binding.configurationFile(),
                        binding.line(),
                        binding.certificateFile(),
                        joined(binding.ports()),
                        it.goneAt() != null,
                        binding.problem());
            };
        }
    }
}
