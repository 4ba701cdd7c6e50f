package org.certwright.certificate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.certwright.agent.job.DeploymentJob.Placement;
import org.certwright.certificate.CertificateTarget.Place;
import org.certwright.pki.KeyAlgorithm;
import org.certwright.web.ApiBody;
import org.jspecify.annotations.Nullable;

/**
 * The Configure form as it was sent, by a browser or as JSON; numbers and times are text, so that
 * what cannot be read is redisplayed as typed.
 *
 * @param names one per line, the first is the common name
 * @param renewal a fraction of the lifetime, or {@link #DAYS}
 * @param windowed whether there is a maintenance window; its fields count only then
 * @param approval a person approves each plan
 * @param tags as {@link org.certwright.tag.TypedTags} reads them; null leaves them as they are
 * @param addServer the server whose places are offered for another target
 * @param addPlace the place chosen there
 * @param lockVersion of the certificate as the form showed it; null for a new one
 */
@ApiBody
record ConfigurationForm(
        @Nullable Long connectorId,
        @Nullable Long botId,
        @Nullable String names,
        @Nullable String organization,
        @Nullable KeyAlgorithm keyAlgorithm,
        @Nullable Boolean reuseKey,
        @Nullable String validityDays,
        @Nullable String renewal,
        @Nullable String renewDays,
        @Nullable Boolean windowed,
        @Nullable List<DayOfWeek> windowDays,
        @Nullable String windowStart,
        @Nullable String windowEnd,
        @Nullable String windowZone,
        @Nullable Boolean approval,
        @Nullable List<TargetRow> targets,
        @Nullable String tags,
        @JsonIgnore @Nullable Long addServer,
        @JsonIgnore @Nullable String addPlace,
        @Nullable Integer lockVersion) {

    static final String DAYS = "days";

    ConfigurationForm {
        targets = targets == null ? List.of() : targets.stream().filter(Objects::nonNull).toList();
        reuseKey = isTrue(reuseKey);
        windowed = isTrue(windowed);
        approval = isTrue(approval);
        windowDays = windowDays == null ? List.of() : List.copyOf(windowDays);
    }

    /**
     * A target as chosen.
     *
     * @param place server and binding, as {@link #value} writes it
     */
    record TargetRow(@Nullable String place, @Nullable Placement placement, @Nullable String wave) {

        static TargetRow of(Place it) {
            return new TargetRow(
                    value(it.serverId(), it.bindingId()),
                    it.placement(),
                    String.valueOf(it.wave()));
        }

        static String value(long serverId, String bindingId) {
            return serverId + ":" + bindingId;
        }
    }

    /** For a certificate yet to be ordered. */
    static ConfigurationForm blank(@Nullable Long connectorId, @Nullable Long botId, ZoneId zone) {
        return of(
                null,
                connectorId,
                botId,
                "",
                null,
                KeyAlgorithm.ECDSA_P256,
                List.of(),
                null,
                zone,
                null);
    }

    /** What stands in the configuration; else what is known from the current version. */
    static ConfigurationForm of(
            @Nullable CertificateConfiguration it,
            @Nullable Long connectorId,
            @Nullable Long botId,
            String names,
            @Nullable String organization,
            KeyAlgorithm keyAlgorithm,
            List<Place> places,
            @Nullable String tags,
            ZoneId zone,
            @Nullable Integer lockVersion) {
        var window = it == null ? null : it.window();
        var renewal = it == null ? RenewalPolicy.DEFAULT : it.renewal();
        var validity = it == null ? null : it.validityDays();
        var days =
                window == null
                        ? EnumSet.range(DayOfWeek.TUESDAY, DayOfWeek.THURSDAY)
                        : window.days();
        return new ConfigurationForm(
                connectorId,
                botId,
                names,
                organization,
                keyAlgorithm,
                it != null && it.reuseKey(),
                validity == null ? null : String.valueOf(validity),
                fraction(renewal),
                renewal.days() == null ? "30" : String.valueOf(renewal.days()),
                window != null,
                List.copyOf(days),
                window == null ? "02:00" : window.start().toString(),
                window == null ? "05:00" : window.end().toString(),
                (window == null ? zone : window.zone()).getId(),
                it != null && !it.automatic(),
                places.stream().map(TargetRow::of).toList(),
                tags,
                null,
                null,
                lockVersion);
    }

    private static String fraction(RenewalPolicy policy) {
        var fraction = policy.fraction();
        return fraction == null ? DAYS : fraction.stripTrailingZeros().toPlainString();
    }

    /** Once the form is valid. */
    CertificateConfiguration toConfiguration() {
        var subject = SubjectNames.parse(names);
        var days = trimmed(validityDays);
        return new CertificateConfiguration(
                Objects.requireNonNull(connectorId),
                subject.commonName(),
                trimmed(organization),
                subject.names(),
                Objects.requireNonNull(keyAlgorithm),
                isTrue(reuseKey),
                days == null ? null : Integer.valueOf(days),
                toRenewal(),
                isTrue(windowed) ? toWindow() : null,
                !isTrue(approval));
    }

    private RenewalPolicy toRenewal() {
        return DAYS.equals(renewal)
                ? RenewalPolicy.daysBeforeExpiry(
                        Integer.parseInt(Objects.requireNonNull(renewDays).strip()))
                : RenewalPolicy.atFractionLeft(new BigDecimal(Objects.requireNonNull(renewal)));
    }

    private MaintenanceWindow toWindow() {
        return new MaintenanceWindow(
                EnumSet.copyOf(Objects.requireNonNull(windowDays)),
                LocalTime.parse(Objects.requireNonNull(windowStart).strip()),
                LocalTime.parse(Objects.requireNonNull(windowEnd).strip()),
                ZoneId.of(Objects.requireNonNull(windowZone).strip()));
    }

    /** The same with other targets, and nothing chosen to be added. */
    private ConfigurationForm with(List<TargetRow> rows) {
        return new ConfigurationForm(
                connectorId,
                botId,
                names,
                organization,
                keyAlgorithm,
                reuseKey,
                validityDays,
                renewal,
                renewDays,
                windowed,
                windowDays,
                windowStart,
                windowEnd,
                windowZone,
                approval,
                rows,
                tags,
                addServer,
                null,
                lockVersion);
    }

    /** The same names and targets, issued and renewed as many others are. */
    ConfigurationForm issuedBy(
            Long connector, Long bot, KeyAlgorithm key, String renewedAt, boolean approved) {
        return new ConfigurationForm(
                connector,
                bot,
                names,
                organization,
                key,
                reuseKey,
                validityDays,
                renewedAt,
                renewDays,
                windowed,
                windowDays,
                windowStart,
                windowEnd,
                windowZone,
                approved,
                targets,
                null,
                null,
                null,
                lockVersion);
    }

    /** The chosen place becomes a target; without one nothing changes. */
    ConfigurationForm withAdded() {
        var place = trimmed(addPlace);
        if (place == null || rows().stream().anyMatch(it -> place.equals(it.place()))) return this;
        var rows = new ArrayList<>(rows());
        rows.add(new TargetRow(place, Placement.IN_PLACE, rows.isEmpty() ? "1" : "2"));
        return with(rows);
    }

    ConfigurationForm without(int index) {
        var rows = new ArrayList<>(rows());
        if (index >= 0 && index < rows.size()) rows.remove(index);
        return with(rows);
    }

    public boolean opensOn(String day) {
        return windowDays != null && windowDays.contains(DayOfWeek.valueOf(day));
    }

    public String namesInOneLine() {
        return names == null ? "" : String.join(", ", names.lines().toList());
    }

    public String keyLabel() {
        return keyAlgorithm == null ? "" : keyAlgorithm.label();
    }

    public List<TargetRow> rows() {
        return targets == null ? List.of() : targets;
    }

    /** An unticked box is not sent. */
    static boolean isTrue(@Nullable Boolean ticked) {
        return Boolean.TRUE.equals(ticked);
    }

    static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
