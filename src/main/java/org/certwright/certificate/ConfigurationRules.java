package org.certwright.certificate;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.bot.Bots;
import org.certwright.ca.Authorities;
import org.certwright.certificate.CertificateTarget.Place;
import org.certwright.certificate.ConfigurationForm.TargetRow;
import org.certwright.certificate.Places.PlaceView;
import org.certwright.tag.TypedTags;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** Says beside each field of the Configure form what is wrong with it. */
@Component
class ConfigurationRules {

    private static final int MOST_TARGETS = 200;
    private static final int LONGEST_VALIDITY = 3650;
    private static final long NONE_YET = 0;

    private final Authorities connectors;
    private final Bots bots;
    private final Places places;
    private final CertificateTargets targets;

    ConfigurationRules(
            Authorities connectors, Bots bots, Places places, CertificateTargets targets) {
        this.connectors = connectors;
        this.bots = bots;
        this.places = places;
        this.targets = targets;
    }

    /**
     * @param certificate null for one that is yet to be ordered
     * @return the targets; complete only where there is no error
     */
    List<Place> check(ConfigurationForm form, @Nullable Certificate certificate, Errors errors) {
        if (certificate != null
                && form.lockVersion() != null
                && form.lockVersion() != certificate.lockVersion())
            errors.reject(
                    "stale",
                    "The certificate was changed meanwhile; open its page again and repeat the change");
        checkIssuance(form, certificate, errors);
        checkRenewal(form, errors);
        var tagProblems = TypedTags.parse(form.tags()).problems();
        if (!tagProblems.isEmpty()) reject(errors, "tags", String.join(" ", tagProblems));
        if (ConfigurationForm.isTrue(form.windowed())) checkWindow(form, errors);
        return checkTargets(form, certificate, errors);
    }

    private void checkIssuance(
            ConfigurationForm form, @Nullable Certificate certificate, Errors errors) {
        if (form.connectorId() == null)
            reject(errors, "connectorId", "Choose the CA that issues the certificate.");
        else if (connectors.name(form.connectorId()).isEmpty())
            reject(errors, "connectorId", "This connector no longer exists; choose another.");
        if (form.botId() == null)
            reject(errors, "botId", "Choose the bot that reaches the servers.");
        else if (bots.findById(form.botId()).isEmpty())
            reject(errors, "botId", "This bot no longer exists; choose another.");
        var problems = SubjectNames.parse(form.names()).problems();
        if (!problems.isEmpty()) reject(errors, "names", String.join(" ", problems));
        var organization = ConfigurationForm.trimmed(form.organization());
        if (organization != null && organization.length() > 64) // RFC 5280, ub-organization-name
        reject(
                    errors,
                    "organization",
                    "At most 64 characters; these are %d.".formatted(organization.length()));
        if (organization != null && organization.codePoints().anyMatch(ConfigurationRules::unseen))
            reject(errors, "organization", "It holds a character that cannot be seen.");
        if (form.keyAlgorithm() == null) reject(errors, "keyAlgorithm", "Choose the kind of key.");
        if (ConfigurationForm.isTrue(form.reuseKey()) && !keyKnown(certificate))
            reject(
                    errors,
                    "reuseKey",
                    "The private key of the current version is not known to Certwright;"
                            + " upload it, or let each renewal make a new key.");
        if (ConfigurationForm.trimmed(form.validityDays()) != null)
            number(form.validityDays(), "validityDays", 1, LONGEST_VALIDITY, errors);
    }

    /** A control character, or one that changes the direction of what follows. */
    private static boolean unseen(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }

    /** Before the first version there is no key to keep yet; the first one made is kept. */
    private static boolean keyKnown(@Nullable Certificate certificate) {
        var current = certificate == null ? null : certificate.currentVersion();
        return current == null || current.keySecret() != null;
    }

    private static void checkRenewal(ConfigurationForm form, Errors errors) {
        if (ConfigurationForm.DAYS.equals(form.renewal())) {
            var days = number(form.renewDays(), "renewDays", 1, LONGEST_VALIDITY, errors);
            var validity = ConfigurationForm.trimmed(form.validityDays());
            if (days != null
                    && validity != null
                    && validity.matches("\\d{1,4}")
                    && days >= Integer.parseInt(validity))
                reject(
                        errors,
                        "renewDays",
                        "Fewer days than the validity of %s are expected.".formatted(validity));
            return;
        }
        try {
            RenewalPolicy.atFractionLeft(
                    new BigDecimal(form.renewal() == null ? "" : form.renewal()));
        } catch (IllegalArgumentException e) {
            reject(errors, "renewal", "Choose when the certificate is renewed.");
        }
    }

    private static void checkWindow(ConfigurationForm form, Errors errors) {
        if (form.windowDays() == null || form.windowDays().isEmpty())
            reject(errors, "windowDays", "Choose at least one day.");
        checkTime(form.windowStart(), "windowStart", errors);
        checkTime(form.windowEnd(), "windowEnd", errors);
        try {
            ZoneId.of(form.windowZone() == null ? "" : form.windowZone().strip());
        } catch (DateTimeException e) {
            reject(errors, "windowZone", "A time zone is expected, as Europe/Vienna.");
        }
    }

    private static void checkTime(@Nullable String text, String field, Errors errors) {
        try {
            LocalTime.parse(text == null ? "" : text.strip());
        } catch (DateTimeException e) {
            reject(errors, field, "A time is expected, as 02:00.");
        }
    }

    private List<Place> checkTargets(
            ConfigurationForm form, @Nullable Certificate certificate, Errors errors) {
        var chosen = new ArrayList<Place>();
        var rows = form.rows();
        if (rows.size() > MOST_TARGETS)
            errors.reject(
                    "targets",
                    "At most %d targets; these are %d".formatted(MOST_TARGETS, rows.size()));
        var seen = new HashMap<String, Integer>();
        for (var at = 0; at < rows.size(); at++) {
            var row = rows.get(at);
            var field = "targets[%d].place".formatted(at);
            var wave = number(row.wave(), "targets[%d].wave".formatted(at), 1, 99, errors);
            var place = places.find(row.place()).orElse(null);
            if (place == null) {
                reject(errors, field, "This place is no longer known; remove it.");
                continue;
            }
            if (seen.putIfAbsent(String.valueOf(row.place()), at) != null)
                reject(errors, field, "This place is a target already.");
            checkPlace(place, row, field, at, certificate, errors);
            if (wave != null && row.placement() != null)
                chosen.add(
                        new Place(
                                place.serverId(),
                                place.bindingId(),
                                place.virtualHost(),
                                row.placement(),
                                wave));
        }
        return chosen;
    }

    private void checkPlace(
            PlaceView place,
            TargetRow row,
            String field,
            int at,
            @Nullable Certificate certificate,
            Errors errors) {
        var id = certificate == null ? NONE_YET : certificate.id();
        var placement = "targets[%d].placement".formatted(at);
        var other = targets.at(place.serverId(), place.bindingId()).orElse(null);
        if (other != null && other.certificate().id() != id)
            reject(
                    errors,
                    field,
                    "This place is a target of certificate %s; remove it there first."
                            .formatted(other.certificate().name()));
        else if (!place.gone()) checkShared(place, row.placement(), field, placement, id, errors);
        if (row.placement() == null) reject(errors, placement, "Choose where the files go.");
        if (row.placement() == Placement.KEY_STORE_FOLDER && !place.keyStoreFolder())
            reject(
                    errors,
                    placement,
                    "Server %s has no key store folder; set it there, or replace the files in place."
                            .formatted(place.server()));
    }

    /** Two certificates in one line or file would replace each other with every renewal. */
    private void checkShared(
            PlaceView place,
            @Nullable Placement placement,
            String placeField,
            String placementField,
            long certificate,
            Errors errors) {
        var line =
                targets.inLine(
                        place.serverId(), place.file(), place.line(), certificate, Limit.of(1));
        var file =
                placement == Placement.IN_PLACE
                        ? targets.replacing(
                                place.serverId(), place.certificateFile(), certificate, Limit.of(1))
                        : List.<CertificateTarget>of();
        if (!line.isEmpty())
            reject(
                    errors,
                    placeField,
                    "Line %d of %s gives %s its certificate too, a target of certificate %s: each would replace the other. Give each virtual host a line of its own, or remove that target first."
                            .formatted(
                                    place.line(),
                                    place.file(),
                                    line.getFirst().virtualHost(),
                                    line.getFirst().certificate().name()));
        else if (!file.isEmpty())
            reject(
                    errors,
                    placementField,
                    "%s is also the file of %s, a target of certificate %s: each would replace the other. Put this one into the key store folder, or remove that target first."
                            .formatted(
                                    place.certificateFile(),
                                    file.getFirst().virtualHost(),
                                    file.getFirst().certificate().name()));
    }

    private static @Nullable Integer number(
            @Nullable String text, String field, int least, int most, Errors errors) {
        var typed = text == null ? "" : text.strip();
        if (typed.matches("\\d{1,6}")) {
            var number = Integer.parseInt(typed);
            if (number >= least && number <= most) return number;
        }
        reject(errors, field, "A whole number from %d to %d is expected.".formatted(least, most));
        return null;
    }

    private static void reject(Errors errors, String field, String message) {
        errors.rejectValue(field, "rule", message);
    }
}
