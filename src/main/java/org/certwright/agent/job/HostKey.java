package org.certwright.agent.job;

/**
 * A server's SSH host key, as pinned or as presented. Which of its keys a server presents depends
 * on what the client offers, so the type belongs to the identity.
 *
 * @param type as SSH names it, for example {@code ssh-ed25519}
 * @param fingerprint as {@code ssh-keygen -l} prints it, for example {@code SHA256:…}
 */
public record HostKey(String type, String fingerprint) {

    @Override
    public String toString() {
        return type + " " + fingerprint;
    }
}
