package org.certwright.server;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.SudoMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a server is and how it is reached, secrets apart.
 *
 * @param address IP address or host name
 * @param path where the product's configuration is searched; the key store folder for IIS
 * @param productVersion as typed; what a check found stands beside it
 * @param ports the TLS ports; empty means every one found
 * @param serviceName null means the product's usual one
 */
@Embeddable
public record ServerSettings(
        String address,
        int sshPort,
        String username,
        @Enumerated(EnumType.STRING) SudoMode sudo,
        @Enumerated(EnumType.STRING) ServerType serverType,
        @Enumerated(EnumType.STRING) OperatingSystem operatingSystem,
        String path,
        @Nullable String keyStoreFolder,
        @Nullable String productVersion,
        @JdbcTypeCode(SqlTypes.ARRAY) List<Integer> ports,
        @Nullable String serviceName,
        @Nullable Long botId) {

    public ServerSettings {
        ports = List.copyOf(ports);
    }
}
