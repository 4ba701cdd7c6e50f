package org.certwright.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.certwright.agent.job.HostKey;
import org.certwright.audit.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A person changed a registered server.
 *
 * @param text the server's description
 */
record ServerChange(long serverId, String action, String text, @Nullable String details)
        implements Audited {

    static ServerChange registered(Server server) {
        return new ServerChange(server.id(), "Added", server.description(), lines(facts(server)));
    }

    static ServerChange changed(Server server, Map<String, String> before, boolean secretsChanged) {
        var changes =
                facts(server).entrySet().stream()
                        .filter(it -> !it.getValue().equals(before.get(it.getKey())))
                        .map(it ->
                                "%s: %s → %s"
                                        .formatted(
                                                it.getKey(),
                                                before.get(it.getKey()),
                                                it.getValue()))
                        .collect(Collectors.joining("\n"));
        return new ServerChange(
                server.id(),
                "Changed",
                server.description(),
                (changes + (secretsChanged ? "\nsecrets: changed" : "")).strip());
    }

    static ServerChange hostKeyPinned(Server server, @Nullable HostKey before, HostKey after) {
        return new ServerChange(
                server.id(),
                before == null ? "Host key confirmed" : "Host key replaced",
                server.description(),
                before == null ? after.toString() : "%s → %s".formatted(before, after));
    }

    static ServerChange deleted(Server server) {
        return new ServerChange(server.id(), "Deleted", server.description(), null);
    }

    /** What the audit trail shows of a server; secrets are not among it. */
    static Map<String, String> facts(Server server) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("description", server.description());
        var settings = server.settings();
        facts.put("address", settings.address() + ":" + settings.sshPort());
        facts.put("username", settings.username());
        facts.put("sudo", settings.sudo().name());
        facts.put("server type", settings.serverType().label());
        facts.put("operating system", settings.operatingSystem().name());
        facts.put("path", settings.path());
        facts.put("key store folder", Objects.toString(settings.keyStoreFolder(), "none"));
        facts.put("version", Objects.toString(settings.productVersion(), "none"));
        facts.put("ports", settings.ports().toString());
        facts.put("service name", Objects.toString(settings.serviceName(), "usual"));
        facts.put("bot", Objects.toString(settings.botId(), "none"));
        var pinned = server.pinnedHostKey();
        facts.put("host key", pinned == null ? "none" : pinned.key().toString());
        return facts;
    }

    private static String lines(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(it -> it.getKey() + ": " + it.getValue())
                .collect(Collectors.joining("\n"));
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
