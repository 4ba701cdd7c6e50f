package org.certwright.bot;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Something that touches servers: the embedded bot, or one that runs in another network. */
@Entity
@DynamicUpdate
public class Bot {

    /** How often a bot reports. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration SILENCE_ALLOWED = HEARTBEAT.multipliedBy(3);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name;
    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    private BotKind kind;

    @Enumerated(EnumType.STRING)
    private BotPurpose purpose;

    private boolean stopped;

    private @Nullable String softwareVersion;

    private @Nullable String operatingSystem;

    private @Nullable String ipAddress;

    private @Nullable Instant firstContactAt;

    private @Nullable Instant lastContactAt;

    private Instant createdAt;
    private String createdBy;

    @Version private int lockVersion;

    @SuppressWarnings("NullAway.Init")
    protected Bot() {}

    /**
     * @param hasWork whether a server or a scan is assigned to it
     */
    public BotStatus status(boolean hasWork, Instant now) {
        if (stopped) {
            return BotStatus.STOPPED;
        }
        if (lastContactAt == null) {
            return BotStatus.PENDING_ACTIVATION;
        }
        if (lastContactAt.plus(SILENCE_ALLOWED).isBefore(now)) {
            return BotStatus.INACTIVE;
        }
        return hasWork ? BotStatus.ACTIVE : BotStatus.PENDING;
    }

    /** From now on it takes no work; what it is doing, it finishes. */
    void stop() {
        stopped = true;
    }

    void start() {
        stopped = false;
    }

    public long id() {
        if (id == null) {
            throw new IllegalStateException("Bot %s is not saved yet".formatted(name));
        }
        return id;
    }

    public String name() {
        return name;
    }

    public @Nullable String description() {
        return description;
    }

    public BotKind kind() {
        return kind;
    }

    public BotPurpose purpose() {
        return purpose;
    }

    public boolean isStopped() {
        return stopped;
    }

    public @Nullable String softwareVersion() {
        return softwareVersion;
    }

    public @Nullable String operatingSystem() {
        return operatingSystem;
    }

    public @Nullable String ipAddress() {
        return ipAddress;
    }

    public @Nullable Instant firstContactAt() {
        return firstContactAt;
    }

    public @Nullable Instant lastContactAt() {
        return lastContactAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }
}
