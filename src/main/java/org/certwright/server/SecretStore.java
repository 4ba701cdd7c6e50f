package org.certwright.server;

import java.util.UUID;
import org.certwright.pki.Secret;

/** Keeps secrets encrypted. */
interface SecretStore {

    UUID keep(Secret secret);

    Secret reveal(UUID id);

    void forget(UUID id);
}
