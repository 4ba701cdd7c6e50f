package org.certwright.bot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Bots that belong together: of a team, an environment or a business unit. */
@Entity
public class BotGroup {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name;
    private @Nullable String description;
    private Instant createdAt;
    private String createdBy;
    @Version private int lockVersion;

    @SuppressWarnings("NullAway.Init")
    protected BotGroup() {}

    BotGroup(String name, @Nullable String description, String createdBy, Instant createdAt) {
        this.name = name;
        this.description = description;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    void describe(String newName, @Nullable String newDescription) {
        name = newName;
        description = newDescription;
    }

    public long id() {
        if (id == null) {
            throw new IllegalStateException("Group %s is not saved yet".formatted(name));
        }
        return id;
    }

    public String name() {
        return name;
    }

    public @Nullable String description() {
        return description;
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
