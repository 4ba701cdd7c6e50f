package org.certwright.server;

import java.util.Objects;
import java.util.Optional;
import org.certwright.agent.job.HostKey;
import org.jspecify.annotations.Nullable;

/** A person changed a registered server. */
sealed interface ServerChange {

    long serverId();

    String description();

    record Registered(long serverId, String description) implements ServerChange {}

    record Changed(
            long serverId, String description, Facts before, Facts after, boolean secretsChanged)
            implements ServerChange {}

    record HostKeyPinned(long serverId, String description, @Nullable HostKey before, HostKey after)
            implements ServerChange {}

    /** What the audit log shows of a server. */
    record Facts(String description, ServerSettings settings, @Nullable HostKey hostKey) {

        static Facts of(Server server) {
            return new Facts(
                    server.description(),
                    server.settings(),
                    Optional.ofNullable(server.pinnedHostKey())
                            .map(PinnedHostKey::key)
                            .orElse(null));
        }

        boolean sameAs(Facts other) {
            return Objects.equals(this, other);
        }
    }
}
