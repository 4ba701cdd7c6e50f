package org.certwright.server;

import static org.certwright.server.ServerForm.typed;

import java.util.Objects;
import java.util.UUID;
import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.Credential;
import org.certwright.agent.job.ServerSpec;
import org.certwright.bot.BotLinks;
import org.certwright.pki.Secret;
import org.certwright.secret.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** <em>Test connection</em> with what stands in the form; nothing is stored. */
@Service
class UnsavedServerCheck {

    private final BotLinks bots;
    private final Vault vault;

    UnsavedServerCheck(BotLinks bots, Vault vault) {
        this.bots = bots;
        this.vault = vault;
    }

    /**
     * @param form checked for what a connection needs
     * @param stored whose secrets stand in for those that were left empty
     */
    ConnectionReport check(ServerForm form, @Nullable Server stored) {
        var bot = form.botId();
        if (bot == null) {
            throw new ServerUnavailableException(
                    "Choose a provisioning bot first: it makes the test");
        }
        return bots.of(bot).check(spec(form, stored));
    }

    private ServerSpec spec(ServerForm form, @Nullable Server stored) {
        var it = form.toSettings();
        var name = ServerForm.trimmed(form.description());
        return new ServerSpec(
                name == null ? it.address() : name,
                it.address(),
                it.sshPort(),
                it.username(),
                credential(form, stored == null ? ServerSecrets.NONE : stored.secrets()),
                it.sudo(),
                form.trustedHostKey(),
                it.serverType(),
                it.operatingSystem(),
                it.path(),
                it.keyStoreFolder(),
                it.ports(),
                it.serviceName());
    }

    private Credential credential(ServerForm form, ServerSecrets stored) {
        var password =
                form.needsPassword() ? or(form.effectivePassword(), stored.password()) : null;
        if (!form.usesKey()) {
            return new Credential.Password(Objects.requireNonNull(password));
        }
        var typedKey = LoginRules.typedKey(form);
        return new Credential.PrivateKey(
                Objects.requireNonNull(or(typedKey, stored.privateKey())),
                or(typed(form.passphrase()), typedKey == null ? stored.passphrase() : null),
                password);
    }

    private @Nullable Secret or(@Nullable Secret typed, @Nullable UUID stored) {
        return typed != null || stored == null ? typed : vault.reveal(stored);
    }
}
