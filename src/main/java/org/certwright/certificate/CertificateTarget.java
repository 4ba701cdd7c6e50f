package org.certwright.certificate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.jspecify.annotations.Nullable;

/** A place a certificate is deployed to: a server, and one binding of its configuration. */
@Entity
@Table(name = "certificate_target")
public class CertificateTarget {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "certificate_id")
    private Certificate certificate;

    private Long serverId;
    private String bindingId;
    private String virtualHost;

    @Enumerated(EnumType.STRING)
    private Placement placement;

    @Column(name = "wave")
    private int wave;

    @SuppressWarnings("NullAway.Init")
    protected CertificateTarget() {}

    CertificateTarget(Certificate certificate, Place place) {
        this.certificate = certificate;
        this.serverId = place.serverId();
        this.bindingId = place.bindingId();
        this.virtualHost = place.virtualHost();
        this.placement = place.placement();
        this.wave = place.wave();
    }

    public @Nullable Long id() {
        return id;
    }

    public Certificate certificate() {
        return certificate;
    }

    public Long serverId() {
        return serverId;
    }

    /** {@code TlsBinding.id} */
    public String bindingId() {
        return bindingId;
    }

    public String virtualHost() {
        return virtualHost;
    }

    public Placement placement() {
        return placement;
    }

    /** From 1; a wave begins when the one before is proved. */
    public int wave() {
        return wave;
    }

    public Place place() {
        return new Place(serverId, bindingId, virtualHost, placement, wave);
    }

    void adjust(Place place) {
        virtualHost = place.virtualHost();
        placement = place.placement();
        wave = place.wave();
    }

    boolean isAt(Place place) {
        return serverId.equals(place.serverId()) && bindingId.equals(place.bindingId());
    }

    /** A target as it is chosen. */
    public record Place(
            Long serverId, String bindingId, String virtualHost, Placement placement, int wave) {
        public Place {
            if (wave < 1) throw new IllegalArgumentException("Waves count from 1, not " + wave);
        }
    }
}
