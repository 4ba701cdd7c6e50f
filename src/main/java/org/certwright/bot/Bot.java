package org.certwright.bot;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Something that touches servers: the embedded bot, or one that runs in another network. */
@Entity
@DynamicUpdate
public class Bot {

    /** How often a bot reports; after three that are missing it is inactive. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name;
    private @Nullable String description;

    @Enumerated(EnumType.STRING)
    private BotKind kind;

    @Enumerated(EnumType.STRING)
    private BotPurpose purpose;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "group_id")
    private @Nullable BotGroup botGroup;

    private boolean stopped;

    private byte @Nullable [] tokenHash;
    private @Nullable String tokenHint;
    private @Nullable Instant tokenCreatedAt;

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

    /** One that runs elsewhere; it awaits its first contact. */
    static Bot remote(String name, String createdBy, Instant createdAt) {
        var it = new Bot();
        it.name = name;
        it.kind = BotKind.REMOTE;
        it.purpose = BotPurpose.DISCOVERY_AND_PROVISIONING;
        it.createdBy = createdBy;
        it.createdAt = createdAt;
        return it;
    }

    void configure(
            BotPurpose newPurpose, @Nullable BotGroup newGroup, @Nullable String newDescription) {
        purpose = newPurpose;
        botGroup = newGroup;
        description = newDescription;
    }

    /** One it had before is worth nothing from now on. */
    void give(BotToken token, Instant at) {
        tokenHash = token.hash();
        tokenHint = token.hint();
        tokenCreatedAt = at;
    }

    /** It cannot connect any more until it is given another. */
    void revokeToken() {
        tokenHash = null;
        tokenHint = null;
        tokenCreatedAt = null;
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

    /** Not loaded with each bot; see {@link Bots#findWithGroup}. */
    public @Nullable BotGroup botGroup() {
        return botGroup;
    }

    public boolean isEmbedded() {
        return kind == BotKind.EMBEDDED;
    }

    /** All that is shown of the token; null when it has none. */
    public @Nullable String maskedToken() {
        return tokenHint == null ? null : BotToken.masked(tokenHint);
    }

    public @Nullable Instant tokenCreatedAt() {
        return tokenCreatedAt;
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

    int lockVersion() {
        return lockVersion;
    }
}
