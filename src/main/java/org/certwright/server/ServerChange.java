package org.certwright.server;

import java.util.List;
import org.certwright.agent.job.HostKey;
import org.certwright.audit.Audited;
import org.certwright.audit.Change;
import org.certwright.audit.Changes;
import org.certwright.audit.State;
import org.certwright.tag.Tag;
import org.certwright.tag.TypedTags;
import org.jspecify.annotations.Nullable;

/**
 * A person changed a registered server.
 *
 * @param text the server's description
 */
record ServerChange(long serverId, String action, String text, List<Change> changes)
        implements Audited {

    static ServerChange registered(Server server, List<Tag> tags) {
        return of(server, "Added", Changes.of(state(server, tags)));
    }

    static ServerChange changed(Server server, List<Tag> tags, State before) {
        return of(server, "Changed", Changes.between(before, state(server, tags)));
    }

    static ServerChange hostKeyPinned(Server server, @Nullable HostKey before, HostKey after) {
        return of(
                server,
                before == null ? "Host key confirmed" : "Host key replaced",
                Changes.of("host key", before, after));
    }

    static ServerChange deleted(Server server, List<Tag> tags) {
        return of(server, "Deleted", Changes.between(state(server, tags), new State()));
    }

    /** What a person had a bot do, as "Scanned"; what came of it stands at the server. */
    static ServerChange asked(Server server, String action) {
        return of(server, action, List.of());
    }

    static State state(Server server, List<Tag> tags) {
        var settings = server.settings();
        var secrets = server.secrets();
        var pinned = server.pinnedHostKey();
        return new State()
                .with("description", server.description())
                .with("address", settings.address() + ":" + settings.sshPort())
                .with("username", settings.username())
                .with("sudo", settings.sudo())
                .with("server type", settings.serverType().label())
                .with("operating system", settings.operatingSystem())
                .with("path", settings.path())
                .with("key store folder", settings.keyStoreFolder())
                .with("version", settings.productVersion())
                .with("ports", settings.ports())
                .with("service name", settings.serviceName())
                .with("bot", settings.botId())
                .with("tags", TypedTags.text(tags))
                .with("host key", pinned == null ? null : pinned.key())
                .withSecret("password", secrets.password())
                .withSecret("private key", secrets.privateKey())
                .withSecret("passphrase", secrets.passphrase())
                .withSecret("key store password", secrets.keyStorePassword());
    }

    private static ServerChange of(Server server, String action, List<Change> changes) {
        return new ServerChange(server.id(), action, server.description(), changes);
    }

    @Override
    public String subjectType() {
        return "Server";
    }

    @Override
    public String subjectId() {
        return String.valueOf(serverId);
    }
}
