package org.certwright.certificate;

import java.time.Instant;
import java.util.List;
import org.certwright.web.Badge;
import org.jspecify.annotations.Nullable;

/**
 * The upper part of a certificate's page: what it is, how it stands, what can be done.
 *
 * @param furtherNames beside the one that is the title
 * @param servedNow places that have the current version, of {@code places} where any is
 * @param formerUntil when the first of those expires that stand in the other places; null for none
 */
record CertificateHead(
        long id,
        String name,
        List<String> furtherNames,
        CertificateStatus status,
        boolean ignored,
        @Nullable Readiness readiness,
        @Nullable String cause,
        @Nullable Validity validity,
        @Nullable String renewal,
        @Nullable String issuer,
        @Nullable CaType caType,
        @Nullable String key,
        @Nullable String bot,
        long servedNow,
        long places,
        @Nullable Instant formerUntil,
        @Nullable Instant lastProvisionedAt,
        @Nullable String serial,
        List<Tab> tabs,
        List<Action> actions) {

    private static final int SHOWN = 3;

    public Badge badge() {
        return badge(status, ignored);
    }

    /** An ignored one says both: "Discovered, ignored". */
    static Badge badge(CertificateStatus status, boolean ignored) {
        return ignored ? Badge.mute("eye-off", status.label() + ", ignored") : status.badge();
    }

    /** Whether there is a version to look at. */
    public boolean issued() {
        return validity != null;
    }

    /** "2 of 3 places still have a former version" */
    public String placesBehind() {
        var behind = places - servedNow;
        return "%d of %d %s still %s a former version"
                .formatted(
                        behind,
                        places,
                        places == 1 ? "place" : "places",
                        behind == 1 ? "has" : "have");
    }

    /** "and 5 more names: a, b, c …"; null when there is no further one. */
    public @Nullable String namesInBrief() {
        if (furtherNames.isEmpty()) return null;
        if (!hasManyNames()) return "and " + String.join(", ", furtherNames);
        return "and %d more names: %s …"
                .formatted(furtherNames.size(), String.join(", ", furtherNames.subList(0, SHOWN)));
    }

    public boolean hasManyNames() {
        return furtherNames.size() > SHOWN + 1;
    }

    public String allFurtherNames() {
        return String.join(", ", furtherNames);
    }

    public @Nullable String briefSerial() {
        return serial == null ? null : Hex.brief(serial);
    }

    record Tab(String label, String path, @Nullable Long count, boolean active) {}

    record Action(String key, String label, String icon, @Nullable String question) {}
}
