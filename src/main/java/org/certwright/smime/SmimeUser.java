package org.certwright.smime;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody who is to have an e-mail certificate. */
@Entity
class SmimeUser {

    /** Source of those who were typed in. */
    static final String MANUAL_IMPORT = "Manual Import";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name;
    private String email;

    @Enumerated(EnumType.STRING)
    private SmimeStatus status = SmimeStatus.AWAITING_ORDER;

    private boolean ignored;
    private @Nullable String designation;
    private String source;
    private @Nullable Instant expiresAt;
    private Instant createdAt;
    private String createdBy;
    @Version private int lockVersion;

    @SuppressWarnings("NullAway.Init")
    protected SmimeUser() {}

    static SmimeUser imported(
            String name, EmailAddress email, @Nullable String designation, String by, Instant now) {
        var it = new SmimeUser();
        it.name = name;
        it.email = email.toString();
        it.designation = designation;
        it.source = MANUAL_IMPORT;
        it.createdBy = by;
        it.createdAt = now;
        return it;
    }

    /**
     * @return false when nothing changed
     */
    boolean ignore(boolean wanted) {
        if (ignored == wanted) return false;
        ignored = wanted;
        return true;
    }

    long id() {
        if (id == null) throw new IllegalStateException("%s is not saved".formatted(email));
        return id;
    }

    String name() {
        return name;
    }

    String email() {
        return email;
    }

    @Nullable String designation() {
        return designation;
    }

    /** Without regard to being ignored. */
    SmimeStatus status() {
        return status;
    }

    boolean isIgnored() {
        return ignored;
    }

    @Nullable Instant expiresAt() {
        return expiresAt;
    }

    String source() {
        return source;
    }

    Instant createdAt() {
        return createdAt;
    }

    String createdBy() {
        return createdBy;
    }
}
