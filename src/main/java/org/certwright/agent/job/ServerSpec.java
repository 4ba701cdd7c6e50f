package org.certwright.agent.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered server, with all a bot needs to work on it. Its text form holds no secret.
 *
 * @param name what messages call it
 * @param address IP address or host name; also where handshakes are made
 * @param pinnedHostKey null until an administrator confirmed the key: then the bot goes no further
 *     than showing it
 * @param path where the product's configuration is searched, for example {@code /etc/nginx}
 * @param keyStoreFolder where new certificate files are put when the configuration is to point
 *     there
 * @param ports the TLS ports the deployment may concern; empty means every one found
 * @param serviceName the system service to reload; null means the product's usual one
 */
public record ServerSpec(
        String name,
        String address,
        int sshPort,
        String username,
        Credential credential,
        SudoMode sudo,
        @Nullable HostKey pinnedHostKey,
        ServerType type,
        OperatingSystem operatingSystem,
        String path,
        @Nullable String keyStoreFolder,
        List<Integer> ports,
        @Nullable String serviceName) {

    public ServerSpec {
        ports = List.copyOf(ports);
    }
}
