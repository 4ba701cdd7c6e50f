package org.certwright.certificate;

import java.time.Instant;
import java.util.Locale;
import org.certwright.web.Badge;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list.
 *
 * @param furtherNames how many names it has beside the one shown
 * @param places how many there are beside the one shown
 */
record CertificateRow(
        long id,
        String name,
        int furtherNames,
        CertificateStatus status,
        boolean ignored,
        @Nullable Readiness readiness,
        @Nullable String cause,
        @Nullable String issuer,
        @Nullable Validity validity,
        @Nullable String bot,
        @Nullable String location,
        int furtherLocations) {

    public Badge badge() {
        return badge(status, ignored);
    }

    /** An ignored one says both: "Discovered, ignored". */
    static Badge badge(CertificateStatus status, boolean ignored) {
        return ignored ? Badge.mute("eye-off", status.label() + ", ignored") : status.badge();
    }

    /** The tabs above the list: the dashboard's tiles, and what is ignored. */
    enum View {
        ALL("All", "true"),
        BOT_UNASSIGNED("Bot Unassigned", "c.readiness = 'BOT_UNASSIGNED'"),
        CONFIGURATION_PENDING("Configuration Pending", "c.readiness = 'CONFIGURATION_PENDING'"),
        DEPLOYMENT_PENDING("Deployment Pending", "c.readiness = 'DEPLOYMENT_PENDING'"),
        DEPLOYMENT_FAILED("Deployment Failed", "c.readiness = 'DEPLOYMENT_FAILED'"),
        IGNORED("Ignored", "c.ignored");

        private final String label;
        private final String condition;

        View(String label, String condition) {
            this.label = label;
            this.condition = condition;
        }

        public String label() {
            return label;
        }

        String condition() {
            return condition;
        }

        /** As the address has it: {@code bot-unassigned}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static View of(@Nullable String key) {
            for (var it : values()) if (it.key().equals(key)) return it;
            return ALL;
        }
    }

    /** What the query reads of a validity; null before the first version. */
    static @Nullable Validity validity(
            @Nullable Instant from, @Nullable Instant to, boolean ignored, Instant now) {
        return from == null || to == null ? null : new Validity(from, to, null, ignored, now);
    }
}
