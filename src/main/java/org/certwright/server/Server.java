package org.certwright.server;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.HostKey;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;

/**
 * A registered server.
 *
 * <p>Its version counts changes by people alone: what a check finds leaves it as it is, so that a
 * check in the background never makes an open form stale.
 */
@Entity
@DynamicUpdate
public class Server {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String description;
    @Embedded private ServerSettings settings;
    @Embedded private ServerSecrets secrets;
    @Embedded private @Nullable PinnedHostKey pinnedHostKey;

    @OptimisticLock(excluded = true)
    private @Nullable String presentedKeyType;

    @OptimisticLock(excluded = true)
    private @Nullable String presentedKeyFingerprint;

    @Enumerated(EnumType.STRING)
    @OptimisticLock(excluded = true)
    private ServerStatus status = ServerStatus.UNVERIFIED;

    @OptimisticLock(excluded = true)
    private @Nullable Instant checkedAt;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    @OptimisticLock(excluded = true)
    private @Nullable String lastReport;

    @OptimisticLock(excluded = true)
    private @Nullable String product;

    private Instant createdAt;
    private String createdBy;
    @Version private int lockVersion;

    @SuppressWarnings("NullAway.Init")
    protected Server() {}

    Server(
            String description,
            ServerSettings settings,
            ServerSecrets secrets,
            String createdBy,
            Instant at) {
        this.description = description;
        this.settings = settings;
        this.secrets = secrets;
        this.createdBy = createdBy;
        this.createdAt = at;
    }

    /** What was checked before no longer says anything once the way to the server is another. */
    void change(String newDescription, ServerSettings newSettings, ServerSecrets newSecrets) {
        if (!newSettings.equals(settings) || !newSecrets.equals(secrets)) {
            unverified();
        }
        description = newDescription;
        settings = newSettings;
        secrets = newSecrets;
    }

    /** From now on the server must present this key. */
    void pin(HostKey key, String by, Instant at) {
        pinnedHostKey = new PinnedHostKey(key.type(), key.fingerprint(), at, by);
        unverified();
    }

    private void unverified() {
        status = ServerStatus.UNVERIFIED;
        checkedAt = null;
        lastReport = null;
        presentedKeyType = null;
        presentedKeyFingerprint = null;
    }

    /**
     * @param json the same report, as it is stored
     */
    void checked(ConnectionReport report, String json, Instant at) {
        status = ServerStatus.after(report);
        checkedAt = at;
        lastReport = json;
        product = report.product() == null ? product : report.product();
        var unpinned = report.presented();
        if (unpinned != null && pinnedHostKey != null && unpinned.equals(pinnedHostKey.key())) {
            unpinned = null;
        }
        presentedKeyType = unpinned == null ? null : unpinned.type();
        presentedKeyFingerprint = unpinned == null ? null : unpinned.fingerprint();
    }

    /** The key the server presented at the last check, while it is not the pinned one. */
    public Optional<HostKey> presentedHostKey() {
        return presentedKeyType == null || presentedKeyFingerprint == null
                ? Optional.empty()
                : Optional.of(new HostKey(presentedKeyType, presentedKeyFingerprint));
    }

    public long id() {
        if (id == null) {
            throw new IllegalStateException("Server %s is not saved yet".formatted(description));
        }
        return id;
    }

    public String description() {
        return description;
    }

    public ServerSettings settings() {
        return settings;
    }

    ServerSecrets secrets() {
        return secrets;
    }

    /** Null until an administrator confirmed a key. */
    public @Nullable PinnedHostKey pinnedHostKey() {
        return pinnedHostKey;
    }

    public ServerStatus status() {
        return status;
    }

    public @Nullable Instant checkedAt() {
        return checkedAt;
    }

    /** The last check's {@link ConnectionReport} as JSON, without its bindings. */
    @Nullable String lastReport() {
        return lastReport;
    }

    /** Name and version as a check found them. */
    public @Nullable String product() {
        return product;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    int lockVersion() {
        return lockVersion;
    }
}
