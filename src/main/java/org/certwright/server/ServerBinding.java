package org.certwright.server;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.certwright.agent.job.TlsBinding;
import org.jspecify.annotations.Nullable;

/** A binding as last found in the configuration of a server. */
@Entity
public class ServerBinding {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private long serverId;

    @Embedded private BindingColumns columns;
    private Instant foundAt;
    private @Nullable Instant goneAt;

    @SuppressWarnings("NullAway.Init")
    protected ServerBinding() {}

    ServerBinding(long serverId, TlsBinding found, Instant at) {
        this.serverId = serverId;
        this.columns = BindingColumns.of(found);
        this.foundAt = at;
    }

    /** Found again, maybe at another line or with another certificate. */
    void foundAgain(TlsBinding found, Instant at) {
        columns = BindingColumns.of(found);
        foundAt = at;
        goneAt = null;
    }

    /** A scan no longer found it; it is marked, not deleted. */
    void gone(Instant at) {
        if (goneAt == null) {
            goneAt = at;
        }
    }

    public long serverId() {
        return serverId;
    }

    /** {@link TlsBinding#id()}: stays the same while lines and files move. */
    public String bindingId() {
        return columns.bindingId();
    }

    public TlsBinding binding() {
        return columns.toBinding();
    }

    /** The last scan that found it. */
    public Instant foundAt() {
        return foundAt;
    }

    /** The first scan that no longer found it; null while it is there. */
    public @Nullable Instant goneAt() {
        return goneAt;
    }
}
