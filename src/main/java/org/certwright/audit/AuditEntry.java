package org.certwright.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the audit trail; added, never changed. */
@Entity
public class AuditEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant at;

    @Column(updatable = false)
    private String actor;

    @Column(updatable = false)
    private @Nullable String address;

    @Column(updatable = false)
    private String action;

    @Column(updatable = false)
    private String subjectType;

    @Column(updatable = false)
    private String subjectId;

    @Column(updatable = false)
    private String text;

    @Column(updatable = false)
    private @Nullable String details;

    protected AuditEntry() {}

    AuditEntry(Audited event, Instant at, String actor, @Nullable String address) {
        this.at = at;
        this.actor = actor;
        this.address = address;
        this.action = event.action();
        this.subjectType = event.subjectType();
        this.subjectId = event.subjectId();
        this.text = event.text();
        this.details = event.details();
    }

    public Instant getAt() {
        return at;
    }

    public String getActor() {
        return actor;
    }

    public @Nullable String getAddress() {
        return address;
    }

    public String getAction() {
        return action;
    }

    public String getText() {
        return text;
    }

    public @Nullable String getDetails() {
        return details;
    }
}
