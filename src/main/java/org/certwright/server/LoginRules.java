package org.certwright.server;

import static org.certwright.server.ServerForm.typed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.certwright.pki.Secret;
import org.certwright.secret.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** Which secrets the chosen way to log in needs, typed now or stored before. */
@Component
class LoginRules {

    private static final long MAX_KEY_FILE = 64 * 1024;

    private final Vault vault;

    LoginRules(Vault vault) {
        this.vault = vault;
    }

    void check(ServerForm form, @Nullable Server stored, Errors errors) {
        var secrets = stored == null ? ServerSecrets.NONE : stored.secrets();
        if (form.usesKey()) {
            privateKey(form, secrets, errors);
        }
        if (form.needsPassword()
                && form.effectivePassword() == null
                && secrets.password() == null) {
            ServerFormRules.reject(
                    errors,
                    form.usesKey() ? "sudoPassword" : "password",
                    form.usesKey()
                            ? "Enter the password sudo asks for, or choose another sudo mode."
                            : "Enter the password of this account.");
        }
    }

    private void privateKey(ServerForm form, ServerSecrets secrets, Errors errors) {
        var file = form.privateKeyFile();
        if (file != null && file.getSize() > MAX_KEY_FILE) {
            ServerFormRules.reject(
                    errors,
                    "privateKeyFile",
                    "This file is larger than the 64 KB allowed for a private key.");
            return;
        }
        var typedKey = typedKey(form);
        var key = typedKey == null ? reveal(secrets.privateKey()) : typedKey;
        if (key == null) {
            ServerFormRules.reject(
                    errors, "privateKey", "Paste the private key, or choose its file.");
            return;
        }
        var typedPassphrase = typed(form.passphrase());
        var passphrase =
                typedPassphrase == null && typedKey == null
                        ? reveal(secrets.passphrase())
                        : typedPassphrase;
        PrivateKeys.problem(key, passphrase)
                .ifPresent(it ->
                        ServerFormRules.reject(
                                errors,
                                it.ofPassphrase() ? "passphrase" : "privateKey",
                                it.message()));
    }

    private @Nullable Secret reveal(@Nullable UUID id) {
        return id == null ? null : vault.reveal(id);
    }

    /** The key as pasted, else as uploaded. */
    static @Nullable Secret typedKey(ServerForm form) {
        var pasted = typed(form.privateKey());
        var file = form.privateKeyFile();
        if (pasted != null || file == null || file.isEmpty()) {
            return pasted;
        }
        try {
            return Secret.of(file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The uploaded private key could not be read", e);
        }
    }
}
