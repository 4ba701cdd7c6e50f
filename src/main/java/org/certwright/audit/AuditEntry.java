package org.certwright.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One entry of the audit log, chained to the one before; added, never changed. */
@Entity
@Immutable
public class AuditEntry {

    /** What entry 1 follows. */
    static final String NOTHING = "0".repeat(64);

    @Id
    @Column(name = "id")
    private long number;

    private Instant at;
    private String actor;
    private @Nullable String via;
    private @Nullable String address;
    private String action;
    private String subjectType;
    private String subjectId;
    private String text;
    private @Nullable String details;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Change> changes;

    private String previousHash;
    private String hash;

    @SuppressWarnings("NullAway.Init")
    protected AuditEntry() {}

    private AuditEntry(long number, String previousHash, Noted noted) {
        this.number = number;
        this.previousHash = previousHash;
        this.at = noted.at();
        this.actor = noted.actor();
        this.via = noted.via();
        this.address = noted.address();
        var event = noted.event();
        this.action = event.action();
        this.subjectType = event.subjectType();
        this.subjectId = event.subjectId();
        this.text = event.text();
        this.details = event.details();
        this.changes = List.copyOf(event.changes());
        this.hash = computedHash();
    }

    static AuditEntry after(@Nullable AuditEntry head, Noted noted) {
        return head == null
                ? new AuditEntry(1, NOTHING, noted)
                : new AuditEntry(head.number + 1, head.hash, noted);
    }

    /** What the hash must be, as everything else is. */
    String computedHash() {
        return new CanonicalForm()
                .add(number)
                .add(previousHash)
                .add(at)
                .add(actor)
                .add(via)
                .add(address)
                .add(action)
                .add(subjectType)
                .add(subjectId)
                .add(text)
                .add(details)
                .add(changes)
                .sha256();
    }

    /** Its place in the chain, from 1 and without gaps. */
    public long getNumber() {
        return number;
    }

    public Instant getAt() {
        return at;
    }

    public String getActor() {
        return actor;
    }

    /** By what means, when not by a session in the browser. */
    public @Nullable String getVia() {
        return via;
    }

    public @Nullable String getAddress() {
        return address;
    }

    public String getAction() {
        return action;
    }

    public String getSubjectType() {
        return subjectType;
    }

    public String getSubjectId() {
        return subjectId;
    }

    public String getText() {
        return text;
    }

    public @Nullable String getDetails() {
        return details;
    }

    public List<Change> getChanges() {
        return changes;
    }

    /** Of the entry before. */
    public String getPreviousHash() {
        return previousHash;
    }

    public String getHash() {
        return hash;
    }
}
