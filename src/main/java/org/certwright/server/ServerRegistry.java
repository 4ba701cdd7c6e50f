package org.certwright.server;

import static org.certwright.server.ServerForm.typed;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.certwright.agent.job.HostKey;
import org.certwright.pki.Secret;
import org.certwright.secret.Vault;
import org.certwright.tag.Tag;
import org.certwright.tag.Tags;
import org.certwright.tag.TypedTags;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Registers servers, changes and removes them, with their secrets and their host keys. */
@Service
public class ServerRegistry {

    private final Servers servers;
    private final Vault vault;
    private final List<ServerUse> uses;
    private final ServerTasks tasks;
    private final Tags tags;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ServerRegistry(
            Servers servers,
            Vault vault,
            List<ServerUse> uses,
            ServerTasks tasks,
            Tags tags,
            ApplicationEventPublisher events,
            Clock clock) {
        this.servers = servers;
        this.vault = vault;
        this.uses = uses;
        this.tasks = tasks;
        this.tags = tags;
        this.events = events;
        this.clock = clock;
    }

    Server get(long id) {
        return servers.findById(id).orElseThrow(() -> missing(id));
    }

    List<Tag> tagsOf(long id) {
        return tags.of(ServerGuide.TAGGED, id);
    }

    /** What keeps the server from being deleted, named as pages show it. */
    List<String> usesOf(long id) {
        return uses.stream().flatMap(it -> it.usesOf(id).stream()).toList();
    }

    /**
     * Registers a server that is known to be the right one; its connection is tested at once.
     *
     * @param trusted its host key
     */
    @Transactional
    public Server register(
            String description,
            ServerSettings settings,
            Secret password,
            HostKey trusted,
            String user) {
        var secrets = new ServerSecrets(vault.keep(password), null, null, null);
        return registered(description, settings, secrets, trusted, List.of(), user);
    }

    @Transactional
    Server register(ServerForm form, String user) {
        return registered(
                Objects.requireNonNull(ServerForm.trimmed(form.description())),
                form.toSettings(),
                secrets(form, ServerSecrets.NONE),
                form.trustedHostKey(),
                TypedTags.parse(form.tags()).tags(),
                user);
    }

    private Server registered(
            String description,
            ServerSettings settings,
            ServerSecrets secrets,
            @Nullable HostKey trusted,
            List<Tag> given,
            String user) {
        var server = new Server(description, settings, secrets, user, clock.instant());
        if (trusted != null) {
            server.pin(trusted, user, clock.instant());
        }
        var saved = servers.saveAndFlush(server);
        tags.put(ServerGuide.TAGGED, saved.id(), given);
        tasks.checkSoon(saved.id());
        events.publishEvent(ServerChange.registered(saved, given));
        return saved;
    }

    @Transactional
    Server change(long id, ServerForm form, String user) {
        var server = servers.forChange(id).orElseThrow(() -> missing(id));
        var had = tagsOf(id);
        var before = ServerChange.state(server, had);
        var old = server.secrets();
        var secrets = secrets(form, old);
        server.change(
                Objects.requireNonNull(ServerForm.trimmed(form.description())),
                form.toSettings(),
                secrets);
        var trusted = form.trustedHostKey();
        var pinned = server.pinnedHostKey();
        if (trusted != null && (pinned == null || !pinned.key().equals(trusted))) {
            server.pin(trusted, user, clock.instant());
        }
        servers.saveAndFlush(server);
        var given = form.tags() == null ? had : TypedTags.parse(form.tags()).tags();
        tags.put(ServerGuide.TAGGED, id, given);
        old.all().filter(it -> secrets.all().noneMatch(it::equals)).forEach(vault::discard);
        if (server.status() == ServerStatus.UNVERIFIED) {
            tasks.checkSoon(id);
        }
        events.publishEvent(ServerChange.changed(server, given, before));
        return server;
    }

    /**
     * @throws ServerInUseException while something uses it
     */
    @Transactional
    void delete(long id) {
        var server = get(id);
        var users = usesOf(id);
        if (!users.isEmpty()) {
            throw new ServerInUseException(server.description(), users);
        }
        events.publishEvent(new ServerDeleted(id, server.description()));
        events.publishEvent(ServerChange.deleted(server, tagsOf(id)));
        var secrets = server.secrets().all().toList();
        servers.delete(server);
        servers.flush();
        secrets.forEach(vault::discard);
    }

    /**
     * Pins the key the server presented at its last check.
     *
     * @param confirmed what the administrator saw and compared; must still be the presented one
     * @throws ServerUnavailableException when the server presented another key meanwhile
     */
    @Transactional
    void confirmHostKey(long id, HostKey confirmed, String user) {
        var server = get(id);
        var presented =
                server.presentedHostKey()
                        .filter(confirmed::equals)
                        .orElseThrow(() ->
                                new ServerUnavailableException(
                                        ("Server %s no longer presents %s; test the"
                                                        + " connection again")
                                                .formatted(server.description(), confirmed)));
        var before = server.pinnedHostKey();
        server.pin(presented, user, clock.instant());
        servers.save(server);
        tasks.checkSoon(id);
        events.publishEvent(
                ServerChange.hostKeyPinned(
                        server, before == null ? null : before.key(), presented));
    }

    /** Puts on record what a person is about to have a bot do. */
    void asked(long id, String action) {
        events.publishEvent(ServerChange.asked(get(id), action));
    }

    private static NotFoundException missing(long id) {
        return new NotFoundException("There is no server %d.".formatted(id));
    }

    private ServerSecrets secrets(ServerForm form, ServerSecrets old) {
        var newKey = form.usesKey() ? LoginRules.typedKey(form) : null;
        var newPassphrase = form.usesKey() ? typed(form.passphrase()) : null;
        var keepPassphrase = form.usesKey() && newKey == null;
        return new ServerSecrets(
                form.needsPassword() ? kept(form.effectivePassword(), old.password()) : null,
                form.usesKey() ? kept(newKey, old.privateKey()) : null,
                kept(newPassphrase, keepPassphrase ? old.passphrase() : null),
                form.hasKeyStore()
                        ? kept(typed(form.keyStorePassword()), old.keyStorePassword())
                        : null);
    }

    private @Nullable UUID kept(@Nullable Secret typed, @Nullable UUID stored) {
        return typed == null ? stored : vault.keep(typed);
    }
}
