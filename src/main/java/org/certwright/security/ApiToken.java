package org.certwright.security;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.certwright.audit.State;
import org.certwright.pki.Secret;
import org.certwright.web.Badge;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Lets a program act as a user. The token itself is not kept. */
@Entity
@DynamicUpdate
class ApiToken {

    /** So that a token that got somewhere it should not be is known for what it is. */
    static final String PREFIX = "cw_";

    /** How exactly it is known when it was used last. */
    private static final Duration USE_PRECISION = Duration.ofMinutes(1);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id")
    private User user;

    private String name;
    private byte[] tokenHash;
    private String hint;

    @Enumerated(EnumType.STRING)
    private TokenScope scope;

    private Instant createdAt;
    private Instant expiresAt;
    private @Nullable Instant lastUsedAt;
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init")
    protected ApiToken() {}

    ApiToken(User user, TokenForm form, Secret token, Instant now) {
        this.user = user;
        this.name = form.name().strip();
        this.scope = form.scope();
        this.tokenHash = Tokens.hash(token);
        this.hint = token.reveal().substring(token.reveal().length() - 4);
        this.createdAt = now;
        this.expiresAt = now.plus(form.validity().duration());
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    /** Why it lets nobody in; empty while it does. */
    Optional<String> refusal(Instant now) {
        if (revokedAt != null) {
            return Optional.of("This token was revoked on " + second(revokedAt) + ".");
        }
        if (!expiresAt.isAfter(now)) {
            return Optional.of("This token expired on " + second(expiresAt) + ".");
        }
        return user.isDisabled()
                ? Optional.of("The user of this token is disabled.")
                : Optional.empty();
    }

    private static Instant second(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }

    boolean isUsedLately(Instant now) {
        return lastUsedAt != null && lastUsedAt.plus(USE_PRECISION).isAfter(now);
    }

    public boolean isRevoked() {
        return revokedAt != null;
    }

    private boolean isOpen(Instant now) {
        return revokedAt == null && expiresAt.isAfter(now);
    }

    public Badge badge(Instant now) {
        if (revokedAt != null) {
            return Badge.mute("circle-x", "Revoked");
        }
        return isOpen(now) ? Badge.ok("circle-check", "Active") : Badge.mute("clock", "Expired");
    }

    /** For the audit trail. */
    State state() {
        return new State()
                .with("token", description())
                .with("scope", scope.title())
                .with("expires", expiresAt)
                .with("revoked", revokedAt);
    }

    /** "nightly-report, …x3Fq": names it without giving it away. */
    String description() {
        return "%s, …%s".formatted(name, hint);
    }

    public long getId() {
        return Objects.requireNonNull(id, "not saved yet");
    }

    User getUser() {
        return user;
    }

    public String getName() {
        return name;
    }

    /** Its last letters. */
    public String getHint() {
        return hint;
    }

    public TokenScope getScope() {
        return scope;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Instant getExpiresAt() {
        return expiresAt;
    }

    public @Nullable Instant getLastUsedAt() {
        return lastUsedAt;
    }
}
