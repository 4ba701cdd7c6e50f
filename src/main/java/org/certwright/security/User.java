package org.certwright.security;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.certwright.audit.State;
import org.certwright.web.Badge;
import org.jspecify.annotations.Nullable;

/** Somebody who may log in. Without a password yet, only a one-time link lets him choose one. */
@Entity
@Table(name = "app_user")
class User {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version private int version;
    private String username;
    private String displayName;
    private @Nullable String passwordHash;

    @Enumerated(EnumType.STRING)
    private Role role;

    private boolean disabled;
    private String timeZone;
    private Instant createdAt;
    private @Nullable Instant lastLoginAt;

    protected User() {}

    User(String username, String displayName, Role role, String timeZone, Instant createdAt) {
        this.username = username;
        this.displayName = displayName;
        this.role = role;
        this.timeZone = timeZone;
        this.createdAt = createdAt;
    }

    void choosePassword(String hash) {
        passwordHash = hash;
    }

    void signedIn(Instant at) {
        lastLoginAt = at;
    }

    void become(Role role) {
        this.role = role;
    }

    void disable() {
        disabled = true;
    }

    void enable() {
        disabled = false;
    }

    void describe(String displayName, String timeZone) {
        this.displayName = displayName;
        this.timeZone = timeZone;
    }

    /** For the audit trail. */
    State state() {
        return new State()
                .with("name", displayName)
                .with("role", role.title())
                .with("status", badge().word())
                .with("time zone", timeZone)
                .withSecret("password", passwordHash);
    }

    boolean mayAdminister() {
        return role == Role.ADMINISTRATOR && !disabled && passwordHash != null;
    }

    public Badge badge() {
        if (disabled) {
            return Badge.mute("player-pause", "Disabled");
        }
        return passwordHash == null
                ? Badge.idle("key", "Invited")
                : Badge.ok("circle-check", "Active");
    }

    public long getId() {
        return Objects.requireNonNull(id, "not saved yet");
    }

    public String getUsername() {
        return username;
    }

    public String getDisplayName() {
        return displayName;
    }

    @Nullable String getPasswordHash() {
        return passwordHash;
    }

    public Role getRole() {
        return role;
    }

    public boolean isDisabled() {
        return disabled;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public @Nullable Instant getLastLoginAt() {
        return lastLoginAt;
    }
}
