package org.certwright.certificate;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a certificate was found: one row for one place, however often it is found there. */
@Entity
@Table(name = "certificate_location")
public class CertificateLocation {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "certificate_id")
    private Certificate certificate;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "version_id")
    private CertificateVersion version;

    private @Nullable Long serverId;
    private @Nullable String bindingId;
    private String address;
    private @Nullable Integer port;
    private @Nullable Long foundBy;
    private Instant firstSeenAt;
    private Instant lastSeenAt;
    private @Nullable Instant goneAt;

    @SuppressWarnings("NullAway.Init")
    protected CertificateLocation() {}

    CertificateLocation(Spot spot, CertificateVersion version, long foundBy, Instant now) {
        this.serverId = spot.serverId();
        this.bindingId = spot.bindingId();
        this.address = spot.address();
        this.port = spot.port();
        this.firstSeenAt = now;
        this.certificate = version.certificate();
        this.version = version;
        this.foundBy = foundBy;
        this.lastSeenAt = now;
    }

    /** Seen now, maybe with another certificate than before. */
    void seen(CertificateVersion version, long foundBy, Instant now) {
        this.version = version;
        this.certificate = version.certificate();
        this.foundBy = foundBy;
        this.lastSeenAt = now;
        this.goneAt = null;
    }

    /** A handshake has shown this version here. */
    void proved(CertificateVersion served, Instant now) {
        version = served;
        certificate = served.certificate();
        lastSeenAt = now;
    }

    void gone(Instant now) {
        if (goneAt == null) goneAt = now;
    }

    Spot spot() {
        return new Spot(serverId, bindingId, address, port);
    }

    public Certificate certificate() {
        return certificate;
    }

    public CertificateVersion version() {
        return version;
    }

    public @Nullable Long serverId() {
        return serverId;
    }

    public @Nullable String bindingId() {
        return bindingId;
    }

    public String address() {
        return address;
    }

    public @Nullable Integer port() {
        return port;
    }

    /** The bot; null when it is no longer there. */
    public @Nullable Long foundBy() {
        return foundBy;
    }

    public Instant firstSeenAt() {
        return firstSeenAt;
    }

    public Instant lastSeenAt() {
        return lastSeenAt;
    }

    /** The first scan that no longer found it; null while it is there. */
    public @Nullable Instant goneAt() {
        return goneAt;
    }

    /** "web-01.internal:443" */
    public String label() {
        var host = address.contains(":") ? "[" + address + "]" : address;
        return port == null ? host : host + ":" + port;
    }

    /** What makes a place one place. Names of hosts are the same in either case. */
    record Spot(
            @Nullable Long serverId,
            @Nullable String bindingId,
            String address,
            @Nullable Integer port) {
        Spot {
            address = address.toLowerCase(Locale.ROOT);
        }
    }
}
