package org.certwright.certificate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * How many days a publicly trusted TLS certificate may be valid, by the day it was issued:
 * CA/Browser Forum, Baseline Requirements for TLS Server Certificates, section 6.3.2 (the last
 * three by ballot SC-081v3).
 */
record LongestValidity(Instant from, int days) {

    private static final List<LongestValidity> LATEST_FIRST =
            List.of(
                    since("2029-03-15", 47),
                    since("2027-03-15", 100),
                    since("2026-03-15", 200),
                    since("2020-09-01", 398),
                    since("2018-03-01", 825));

    private static LongestValidity since(String day, int days) {
        return new LongestValidity(
                LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant(), days);
    }

    /** Empty for what was issued before any of these. */
    static Optional<LongestValidity> at(Instant issued) {
        return LATEST_FIRST.stream().filter(it -> !issued.isBefore(it.from)).findFirst();
    }

    boolean allows(Instant notBefore, Instant notAfter) {
        return days(notBefore, notAfter) <= days;
    }

    /** As the requirements count them: both ends included, each begun day as a whole one. */
    static long days(Instant notBefore, Instant notAfter) {
        var seconds = Duration.between(notBefore, notAfter).toSeconds() + 1;
        return Math.ceilDiv(seconds, Duration.ofDays(1).toSeconds());
    }
}
