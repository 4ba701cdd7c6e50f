package org.certwright.ca.local;

import java.time.Clock;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.certwright.ca.CaException;
import org.certwright.ca.CertificateAuthority;
import org.certwright.ca.ConnectorType;
import org.certwright.web.Choice;
import org.certwright.web.ServerAddress;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** Certificates of CAs that are kept here. */
@Component
class LocalConnector implements ConnectorType<LocalSettings> {

    private static final int VALIDITY_DAYS = 90;

    private final LocalAuthorities authorities;
    private final Issuers issuers;
    private final IssuedCertificates issued;
    private final PublishedList published;
    private final ServerAddress address;
    private final Clock clock;

    LocalConnector(
            LocalAuthorities authorities,
            Issuers issuers,
            IssuedCertificates issued,
            PublishedList published,
            ServerAddress address,
            Clock clock) {
        this.authorities = authorities;
        this.issuers = issuers;
        this.issued = issued;
        this.published = published;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "local";
    }

    @Override
    public String label() {
        return "Local CA";
    }

    @Override
    public String description() {
        return "A private CA kept by Certwright itself, for what only your own machines must trust.";
    }

    @Override
    public Class<LocalSettings> settings() {
        return LocalSettings.class;
    }

    @Override
    public LocalSettings blank() {
        var signing = authorities.all().stream().filter(it -> !it.isRoot()).findFirst();
        return profile("", signing.map(LocalAuthority::id).orElse(0L));
    }

    /** What certificates of a CA look like unless somebody chooses otherwise. */
    LocalSettings profile(String name, long authority) {
        var base = "%s/pki/%d".formatted(address.http(), authority);
        return new LocalSettings(
                name,
                authority,
                VALIDITY_DAYS,
                EnumSet.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.KEY_ENCIPHERMENT),
                EnumSet.of(Purpose.SERVER),
                base + ".crl",
                base + "/ocsp",
                base + ".crt");
    }

    @Override
    public Map<String, List<Choice>> choices() {
        return Map.of(
                "authorities",
                authorities.all().stream()
                        .sorted(Comparator.comparing(LocalAuthority::isRoot))
                        .map(it -> new Choice(String.valueOf(it.id()), it.name()))
                        .toList(),
                "keyUses",
                Choice.of(KeyUse.class, KeyUse::label),
                "purposes",
                Choice.of(Purpose.class, Purpose::label));
    }

    @Override
    public void check(LocalSettings settings, Errors errors) {
        if (authorities.find(settings.authority()).isEmpty())
            errors.rejectValue("authority", "gone", "There is no such CA any more.");
    }

    @Override
    public String destination(LocalSettings settings) {
        return authorities.find(settings.authority()).map(LocalAuthority::name).orElse("gone");
    }

    @Override
    public CertificateAuthority connect(LocalSettings settings) {
        if (authorities.find(settings.authority()).isEmpty())
            throw new CaException.Denied(
                    "The CA of connector %s is gone; choose another.".formatted(settings.name()));
        return new LocalCa(issuers.of(settings.authority()), settings, issued, published, clock);
    }
}
