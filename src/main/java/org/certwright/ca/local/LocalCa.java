package org.certwright.ca.local;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.certwright.ca.CertificateAuthority;
import org.certwright.ca.CertificateAuthority.Adopting;
import org.certwright.ca.CertificateAuthority.Answer.Issued;
import org.certwright.ca.CertificateAuthority.Answer.Refused;
import org.certwright.ca.CertificateAuthority.Private;
import org.certwright.ca.CertificateAuthority.Revoking;
import org.certwright.ca.CertificateAuthority.Testing;
import org.certwright.ca.RevocationReason;
import org.certwright.pki.SigningRequest;
import org.certwright.pki.UnreadableFileException;

/** Issues at once, with a key kept here. An order's id is the serial number of its certificate. */
final class LocalCa implements CertificateAuthority, Adopting, Revoking, Private, Testing {

    /** Clocks differ: a certificate is good a little before it was issued. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private static final Duration PROBE = Duration.ofSeconds(1);

    private final Issuer issuer;
    private final LocalSettings profile;
    private final IssuedCertificates issued;
    private final PublishedList published;
    private final Clock clock;

    LocalCa(
            Issuer issuer,
            LocalSettings profile,
            IssuedCertificates issued,
            PublishedList published,
            Clock clock) {
        this.issuer = issuer;
        this.profile = profile;
        this.issued = issued;
        this.published = published;
        this.clock = clock;
    }

    @Override
    public Answer order(CertificateRequest request) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var authority = issuer.authority();
        if (!authority.expires().isAfter(now.plus(PROBE)))
            return new Refused(
                    "%s expired on %s. Create another CA, and choose it in the connector."
                            .formatted(authority.name(), authority.expires()));
        if (request.names().isEmpty() && request.commonName().isEmpty())
            return new Refused("The request names nothing the certificate could be for.");
        SigningRequest asked;
        try {
            asked = SigningRequest.read(request.csr());
        } catch (UnreadableFileException e) {
            return new Refused(e.getMessage() + ".");
        }
        var leaf =
                new LeafBuilder(issuer, profile)
                        .leaf(asked, request.names(), now.minus(BACKDATED), end(request, now));
        if (issued.add(authority.id(), request.attempt(), leaf, now)) return issued(leaf);
        return find(request)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "Attempt " + request.attempt() + " is issued and is not"));
    }

    /** No longer than asked for, than the profile allows, and than the CA itself lives. */
    private Instant end(CertificateRequest request, Instant now) {
        var allowed = Duration.ofDays(profile.validityDays());
        var validity = request.validity().compareTo(allowed) < 0 ? request.validity() : allowed;
        var end = now.plus(validity);
        var last = issuer.authority().expires();
        return end.isAfter(last) ? last : end;
    }

    @Override
    public Answer check(String orderId) {
        return issued.find(issuer.authority().id(), orderId)
                .map(this::issued)
                .orElseGet(() -> new Refused("There is no certificate " + orderId + " here."));
    }

    @Override
    public Optional<Answer> find(CertificateRequest request) {
        return issued.find(request.attempt()).map(this::issued);
    }

    @Override
    public void revoke(X509Certificate certificate, RevocationReason reason) {
        issued.revoke(
                issuer.authority().id(),
                IssuedCertificates.serial(certificate),
                reason,
                clock.instant());
    }

    @Override
    public List<X509Certificate> roots() {
        return List.of(issuer.authority().root());
    }

    @Override
    public List<TestedStep> test() {
        var steps = new ArrayList<TestedStep>();
        var authority = issuer.authority();
        var alive = authority.expires().isAfter(clock.instant());
        steps.add(
                new TestedStep(
                        "The CA's certificate is valid",
                        alive,
                        "%s, until %s".formatted(authority.name(), authority.expires())));
        if (alive && !profile.crlUrl().isEmpty())
            steps.add(published.test(profile.crlUrl(), issuer));
        return steps;
    }

    private Answer issued(X509Certificate leaf) {
        var chain = new ArrayList<>(List.of(leaf));
        chain.addAll(issuer.authority().intermediates());
        return new Issued(IssuedCertificates.serial(leaf), chain);
    }
}
