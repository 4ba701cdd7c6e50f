package org.certwright.server;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.certwright.agent.job.HostKey;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.job.SudoMode;
import org.certwright.pki.Secret;
import org.certwright.tag.Tag;
import org.certwright.tag.TypedTags;
import org.certwright.web.ApiBody;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * The Add Server form as it was sent, by a browser or as JSON. Numbers are text, so that what is no
 * number is redisplayed as it was typed; secrets are write-only, and empty ones keep what is
 * stored.
 *
 * @param path absent for IIS, whose primary field is the key store folder
 * @param tags as {@link TypedTags} reads them
 * @param hostKey what the administrator trusted in the form, as {@link HostKey#toString()} writes
 *     it
 * @param lockVersion of the server as the form showed it; null for a new one
 */
@ApiBody
record ServerForm(
        @Nullable String description,
        @Nullable String ipAddress,
        @Nullable OperatingSystem operatingSystem,
        @Nullable String sshPort,
        @Nullable String username,
        @Nullable Authentication authentication,
        @Nullable Secret password,
        @Nullable Secret privateKey,
        @JsonIgnore @Nullable MultipartFile privateKeyFile,
        @Nullable Secret passphrase,
        @Nullable SudoMode sudo,
        @Nullable Secret sudoPassword,
        @Nullable ServerType serverType,
        @Nullable String path,
        @Nullable String keyStoreFolder,
        @Nullable Secret keyStorePassword,
        @Nullable String version,
        @Nullable String ports,
        @Nullable String serviceName,
        @Nullable Long botId,
        @Nullable String tags,
        @Nullable String hostKey,
        @Nullable Integer lockVersion) {

    /** How the bot logs in. */
    enum Authentication {
        PASSWORD("Password"),
        PRIVATE_KEY("Private key");

        private final String label;

        Authentication(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    ServerForm {
        operatingSystem =
                operatingSystem != null
                        ? operatingSystem
                        : serverType == ServerType.IIS
                                ? OperatingSystem.WINDOWS
                                : OperatingSystem.LINUX;
        serverType = serverType == null ? ServerType.NGINX : serverType;
        authentication = authentication == null ? Authentication.PASSWORD : authentication;
        sudo = sudo == null ? SudoMode.PASSWORDLESS : sudo;
    }

    static ServerForm blank(ServerType type, @Nullable Long botId) {
        return new ServerForm(
                null, null, null, "22", null, null, null, null, null, null, null, null, type, null,
                null, null, null, "443", null, botId, null, null, null);
    }

    static ServerForm of(Server server, List<Tag> tags) {
        var it = server.settings();
        var pinned = server.pinnedHostKey();
        return new ServerForm(
                server.description(),
                it.address(),
                it.operatingSystem(),
                String.valueOf(it.sshPort()),
                it.username(),
                server.secrets().privateKey() == null
                        ? Authentication.PASSWORD
                        : Authentication.PRIVATE_KEY,
                null,
                null,
                null,
                null,
                it.sudo(),
                null,
                it.serverType(),
                it.path(),
                it.keyStoreFolder(),
                null,
                it.productVersion(),
                String.join(", ", it.ports().stream().map(String::valueOf).toList()),
                it.serviceName(),
                it.botId(),
                TypedTags.text(tags),
                pinned == null ? null : pinned.key().toString(),
                server.lockVersion());
    }

    /** What is stored once the form is valid. */
    ServerSettings toSettings() {
        var folder = trimmed(keyStoreFolder);
        var searched = serverType == ServerType.IIS ? folder : trimmed(path);
        return new ServerSettings(
                required(trimmed(ipAddress)),
                Integer.parseInt(required(trimmed(sshPort))),
                required(trimmed(username)),
                required(sudo),
                required(serverType),
                required(operatingSystem),
                required(searched),
                folder,
                trimmed(version),
                Ports.parse(ports),
                trimmed(serviceName),
                botId);
    }

    /** As the specification names the field, for example <em>Nginx Path</em>. */
    public String pathLabel() {
        return required(serverType).label() + " Path";
    }

    /** Whether the product keeps its certificates in stores with a password. */
    boolean hasKeyStore() {
        return switch (required(serverType)) {
            case NGINX, APACHE_HTTP -> false;
            case TOMCAT, JBOSS, JETTY, WEBLOGIC, IIS -> true;
        };
    }

    boolean usesKey() {
        return authentication == Authentication.PRIVATE_KEY;
    }

    /** With a private key, sudo's password has a field of its own. */
    @Nullable Secret effectivePassword() {
        return typed(usesKey() ? sudoPassword : password);
    }

    boolean needsPassword() {
        return !usesKey() || sudo == SudoMode.PASSWORD;
    }

    @Nullable HostKey trustedHostKey() {
        var parts = hostKey == null ? new String[0] : hostKey.trim().split(" ", 2);
        return parts.length == 2 ? new HostKey(parts[0], parts[1]) : null;
    }

    /** The same form with another host key trusted; null changes nothing. */
    ServerForm trusting(@Nullable String key) {
        return key == null
                ? this
                : new ServerForm(
                        description,
                        ipAddress,
                        operatingSystem,
                        sshPort,
                        username,
                        authentication,
                        password,
                        privateKey,
                        privateKeyFile,
                        passphrase,
                        sudo,
                        sudoPassword,
                        serverType,
                        path,
                        keyStoreFolder,
                        keyStorePassword,
                        version,
                        ports,
                        serviceName,
                        botId,
                        tags,
                        key,
                        lockVersion);
    }

    static @Nullable Secret typed(@Nullable Secret secret) {
        return secret == null || secret.isEmpty() ? null : secret;
    }

    static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("The form was not checked");
        }
        return value;
    }
}
