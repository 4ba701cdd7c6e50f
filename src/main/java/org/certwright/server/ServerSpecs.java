package org.certwright.server;

import java.util.Optional;
import java.util.UUID;
import org.certwright.agent.job.Credential;
import org.certwright.agent.job.ServerSpec;
import org.certwright.pki.Secret;
import org.certwright.secret.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Describes registered servers to the bots that work on them, secrets included. */
@Service
public class ServerSpecs {

    private final Servers servers;
    private final Vault vault;

    ServerSpecs(Servers servers, Vault vault) {
        this.servers = servers;
        this.vault = vault;
    }

    /**
     * The server as it is registered now. Ask for it right before the job, and do not keep it.
     *
     * @throws ServerUnavailableException when there is no such server any more
     */
    public ServerSpec of(long serverId) {
        return of(
                servers.findById(serverId)
                        .orElseThrow(() -> ServerUnavailableException.deleted(serverId)));
    }

    ServerSpec of(Server server) {
        var it = server.settings();
        return new ServerSpec(
                server.description(),
                it.address(),
                it.sshPort(),
                it.username(),
                credential(server.secrets()),
                it.sudo(),
                Optional.ofNullable(server.pinnedHostKey()).map(PinnedHostKey::key).orElse(null),
                it.serverType(),
                it.operatingSystem(),
                it.path(),
                it.keyStoreFolder(),
                it.ports(),
                it.serviceName());
    }

    private Credential credential(ServerSecrets secrets) {
        var password = reveal(secrets.password());
        var privateKey = reveal(secrets.privateKey());
        if (privateKey != null) {
            return new Credential.PrivateKey(privateKey, reveal(secrets.passphrase()), password);
        }
        if (password != null) {
            return new Credential.Password(password);
        }
        throw new IllegalStateException("A server has neither password nor private key");
    }

    private @Nullable Secret reveal(@Nullable UUID id) {
        return id == null ? null : vault.reveal(id);
    }
}
