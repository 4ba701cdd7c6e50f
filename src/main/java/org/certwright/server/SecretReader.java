package org.certwright.server;

import java.util.UUID;
import org.certwright.pki.Secret;

/** Opens a stored secret. */
interface SecretReader {

    Secret reveal(UUID id);
}
