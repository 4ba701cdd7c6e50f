package org.certwright.certificate;

import static org.certwright.certificate.CertificateStatus.DEPLOYED;
import static org.certwright.certificate.CertificateStatus.DEPLOYMENT_FAILED;
import static org.certwright.certificate.CertificateStatus.DISCOVERED;
import static org.certwright.certificate.CertificateStatus.INITIATED;
import static org.certwright.certificate.CertificateStatus.ISSUED;
import static org.certwright.certificate.CertificateStatus.ORDER_FAILED;
import static org.certwright.certificate.CertificateStatus.ORDER_PENDING;
import static org.certwright.certificate.CertificateStatus.ROLLED_BACK;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.certwright.audit.Change;
import org.certwright.audit.Changes;
import org.certwright.audit.State;
import org.certwright.certificate.CertificateTarget.Place;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * A certificate that is kept: what it is for, how it is to be issued, where it goes, and how it
 * stands. What was issued for it over time are its {@link CertificateVersion versions}. Save it
 * after each verb: that publishes what happened.
 */
@Entity
public class Certificate extends AbstractAggregateRoot<Certificate> {

    private static final Duration A_DAY = Duration.ofDays(1);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String commonName;
    private List<String> names;
    private @Nullable String organization;

    @Enumerated(EnumType.STRING)
    private CertificateStatus status = DISCOVERED;

    private Instant statusSince;
    private @Nullable String cause;
    private boolean ignored;
    private boolean deploying;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "current_version_id")
    private @Nullable CertificateVersion currentVersion;

    private int versionCount;
    @Embedded private @Nullable LeafSummary leaf;
    @Embedded private @Nullable Judgement judgement = Judgement.NONE;
    @Embedded private @Nullable NewestOrder order;
    @Embedded private @Nullable FirstSight firstSight;
    private @Nullable String batchName;

    @Embedded private @Nullable CertificateConfiguration configuration;
    private @Nullable Long botId;

    @OneToMany(mappedBy = "certificate", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("wave, id")
    private List<CertificateTarget> targets = new ArrayList<>();

    private int targetCount;
    private @Nullable Instant renewAt;
    private @Nullable Instant lastProvisionedAt;

    @Enumerated(EnumType.STRING)
    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private @Nullable Readiness readiness;

    private Instant createdAt;
    private String createdBy;
    @Version private int lockVersion;

    @SuppressWarnings("NullAway.Init")
    protected Certificate() {}

    private Certificate(String commonName, List<String> names, String by, Instant now) {
        isFor(commonName, names);
        this.createdBy = by;
        this.createdAt = now;
        this.statusSince = now;
    }

    /** One that exists already; save it before giving it its {@link #discovered first version}. */
    static Certificate known(String commonName, List<String> names, String by, Instant now) {
        return new Certificate(commonName, names, by, now);
    }

    /** One that is yet to be issued for the first time; it is due as soon as it is complete. */
    static Certificate toOrder(
            CertificateConfiguration configuration,
            @Nullable Long botId,
            List<Place> places,
            String by,
            Instant now) {
        var it = new Certificate(configuration.commonName(), configuration.names(), by, now);
        it.configure(configuration, botId, places, now);
        return it;
    }

    /**
     * A leaf of it was found or uploaded that had not been known. One that expires before the
     * current one does not replace it; nor does any once the certificate is configured: what is
     * served and when it is renewed is then decided here, not by what somebody left on one server.
     */
    void discovered(CertificateVersion version, Instant now) {
        versionCount = Math.max(versionCount, version.number());
        var current = currentVersion;
        if (current != null) {
            tell("Version found", "Version %d is known now".formatted(version.number()));
            if (configuration != null || !version.notAfter().isAfter(current.notAfter())) return;
        }
        if (!status.ordering()) become(DISCOVERED, null, now);
        adopt(version);
    }

    /** An order or renewal begins: key and CSR exist. */
    public void initiated(Instant now) {
        become(INITIATED, null, now);
        order = order().begun();
    }

    /** How the CA calls the newest order. */
    public void ordered(String orderId) {
        order = order().known(orderId);
    }

    /**
     * The CA wants something shown before it issues.
     *
     * @param domain the control of a domain; else something about who orders
     */
    public void validationWanted(boolean domain) {
        order = order().wanting(domain);
    }

    /** The CA has the order. */
    public void orderPending(Instant now) {
        become(ORDER_PENDING, null, now);
    }

    /** The CA issued; the chain has been checked. */
    void issued(CertificateVersion version, Instant now) {
        become(ISSUED, null, now);
        order = order().issued();
        adopt(version);
    }

    /** The order ended without a certificate: refused, given up, or cancelled. */
    public void orderFailed(String cause, Instant now) {
        become(ORDER_FAILED, cause, now);
        order = order().failed();
    }

    /** Whether deployments are queued or under way. */
    public void deploying(boolean underWay) {
        deploying = underWay;
    }

    /** A version is proved on every target, as wanted: it is the current one from now on. */
    public void deployed(CertificateVersion version, Instant now) {
        var back = currentVersion != null && version.number() < currentVersion.number();
        adopt(version);
        become(DEPLOYED, null, now);
        lastProvisionedAt = now;
        // Who went back on purpose has a day before a renewal that is due undoes it.
        var tomorrow = now.plus(A_DAY);
        if (back && renewAt != null && renewAt.isBefore(tomorrow)) renewAt = tomorrow;
    }

    /** A target failed, and the former certificate is proved back in place everywhere. */
    public void rolledBack(String cause, Instant now) {
        become(ROLLED_BACK, cause, now);
    }

    /** A target failed and could not be proved restored, or no attempt could start. */
    public void deploymentFailed(String cause, Instant now) {
        become(DEPLOYMENT_FAILED, cause, now);
    }

    /** A bot saw it; the first time counts. */
    public void seen(long bot, String address, @Nullable Integer port) {
        if (firstSight == null) firstSight = new FirstSight(bot, address, port);
    }

    /** It is part of what was asked for many certificates at once. */
    public void inBatch(String name) {
        batchName = name;
    }

    /** What the rules say of the current version; what is copied from it is copied anew. */
    void judged(Judgement now) {
        judgement = now;
        if (currentVersion != null) leaf = LeafSummary.of(currentVersion);
    }

    /** A person asked for something that is done elsewhere; it is put on record. */
    public void asked(String action, String what) {
        tell(action, what);
    }

    /** Left out of all provisioning from now on; the status stays what it is. */
    public void ignore() {
        if (ignored) return;
        ignored = true;
        tell("Ignored", "Left out of provisioning", Changes.of("ignored", false, true));
    }

    public void takeBack() {
        if (!ignored) return;
        ignored = false;
        tell("Taken back", "No longer ignored", Changes.of("ignored", true, false));
    }

    /**
     * @param places where it goes, in any order; targets that stay keep their identity
     */
    public void configure(
            CertificateConfiguration wanted, @Nullable Long bot, List<Place> places, Instant now) {
        // another CA knows nothing of what this one has validated
        if (configuration != null && !configuration.connectorId().equals(wanted.connectorId()))
            order = new NewestOrder(order().id(), null, null);
        var before = ConfigurationState.of(this);
        configuration = wanted;
        botId = bot;
        targets.removeIf(it -> places.stream().noneMatch(it::isAt));
        for (var place : places) {
            targets.stream()
                    .filter(it -> it.isAt(place))
                    .findFirst()
                    .ifPresentOrElse(
                            it -> it.adjust(place),
                            () -> targets.add(new CertificateTarget(this, place)));
        }
        targetCount = targets.size();
        if (currentVersion == null) {
            commonName = wanted.commonName();
            names = wanted.names();
            organization = wanted.organization();
        }
        planRenewal();
        tell(
                "Configured",
                "Connector, policy or targets were set",
                Changes.between(before, ConfigurationState.of(this)));
    }

    /** A person gave it other tags; they stand beside it. */
    void tagged(String before, String after) {
        if (!before.equals(after)) tell("Tagged", after, Changes.of("tags", before, after));
    }

    /** What is due from now on is done by this bot. */
    void assignBot(long bot) {
        botId = bot;
        planRenewal();
        tell("Bot assigned", "Provisioning bot " + bot);
    }

    /** The private key of a version was not known before. */
    void keyGiven(CertificateVersion version) {
        tell("Key added", "Private key of version " + version.number());
    }

    /** The first act on it, once it is saved. */
    void created(String how) {
        tell("Added", how, Changes.of(ConfigurationState.of(this)));
    }

    /** The last act on it; only its name remains, in the audit log. */
    void deleted() {
        tell(
                "Deleted",
                "Removed from the inventory",
                Changes.between(ConfigurationState.of(this), new State()));
        var key = judgement().keySha256();
        if (key != null) registerEvent(new KeyReleased(id(), key));
    }

    private void adopt(CertificateVersion version) {
        if (version != currentVersion && id != null) registerEvent(new VersionAdopted(id));
        currentVersion = version;
        leaf = LeafSummary.of(version);
        versionCount = Math.max(versionCount, version.number());
        isFor(version.commonName(), version.names());
        var owner = version.organization();
        organization = owner == null ? null : X509.listed(owner);
        planRenewal();
    }

    /** What a certificate names may have any length: the version keeps it, no index takes it. */
    private void isFor(String subject, List<String> alternatives) {
        commonName = X509.listed(subject);
        names =
                alternatives.stream()
                        .filter(it -> it.length() <= SubjectNames.LONGEST_NAME)
                        .toList();
    }

    /** One that is not complete is never due by itself. */
    private void planRenewal() {
        if (configuration == null || botId == null || targetCount == 0) renewAt = null;
        else if (currentVersion == null) renewAt = createdAt;
        else
            renewAt =
                    configuration
                            .renewal()
                            .renewAt(
                                    currentVersion.notBefore(),
                                    currentVersion.notAfter(),
                                    spread());
    }

    /** Its own, and always the same: from 0 to 1. */
    private double spread() {
        return new SplittableRandom(id == null ? 0 : id).nextDouble();
    }

    private void become(CertificateStatus next, @Nullable String why, Instant now) {
        if (!status.next().contains(next)) throw new IllegalTransitionException(this, next);
        if (status == next && Objects.equals(cause, why)) return;
        tell(next.label(), status.label() + " → " + next.label() + (why == null ? "" : ": " + why));
        status = next;
        statusSince = now;
        cause = why;
    }

    private void tell(String action, String detail) {
        tell(action, detail, List.of());
    }

    /** One that is not saved yet has no history. */
    private void tell(String action, String detail, List<Change> changes) {
        if (id != null) registerEvent(new CertificateEvent(id, name(), action, detail, changes));
    }

    /** Number of the version that comes next. */
    int nextNumber() {
        return versionCount + 1;
    }

    public long id() {
        if (id == null) throw new IllegalStateException("Certificate " + name() + " is not saved");
        return id;
    }

    /** What pages call it: the common name, or the first alternative name. */
    public String name() {
        return !commonName.isEmpty()
                ? commonName
                : names.isEmpty() ? "(no name)" : names.getFirst();
    }

    public String commonName() {
        return commonName;
    }

    public List<String> names() {
        return names;
    }

    public @Nullable String organization() {
        return organization;
    }

    public CertificateStatus status() {
        return status;
    }

    public Instant statusSince() {
        return statusSince;
    }

    /** Why the last attempt failed; null when it did not. */
    public @Nullable String cause() {
        return cause;
    }

    public boolean ignored() {
        return ignored;
    }

    /** Deployments are queued or under way. */
    public boolean isDeploying() {
        return deploying;
    }

    /** The version to be served; null before the first is issued. */
    public @Nullable CertificateVersion currentVersion() {
        return currentVersion;
    }

    public int versionCount() {
        return versionCount;
    }

    Judgement judgement() {
        return judgement == null ? Judgement.NONE : judgement;
    }

    private NewestOrder order() {
        return order == null ? NewestOrder.NONE : order;
    }

    /** Null until configured. */
    public @Nullable CertificateConfiguration configuration() {
        return configuration;
    }

    public @Nullable Long botId() {
        return botId;
    }

    /** By wave. */
    public List<CertificateTarget> targets() {
        return List.copyOf(targets);
    }

    public int targetCount() {
        return targetCount;
    }

    /** When it is due for renewal by itself; null while it is not completely configured. */
    public @Nullable Instant renewAt() {
        return renewAt;
    }

    public @Nullable Instant lastProvisionedAt() {
        return lastProvisionedAt;
    }

    /** As the database derives it; null when nothing is missing and nothing is under way. */
    public @Nullable Readiness readiness() {
        return readiness;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public int lockVersion() {
        return lockVersion;
    }
}
