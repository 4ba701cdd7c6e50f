package org.certwright.certificate;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a certificate is renewed: at a fraction of its lifetime left, or some days before it
 * expires. Exactly one of the two is given.
 *
 * @param fraction of the lifetime left, from 0.05 to 0.67
 * @param days before expiry, at least one
 */
@Embeddable
public record RenewalPolicy(
        @Nullable @Column(name = "renew_fraction") BigDecimal fraction,
        @Nullable @Column(name = "renew_days") Integer days) {

    public static final BigDecimal LEAST_FRACTION = new BigDecimal("0.05");
    public static final BigDecimal MOST_FRACTION = new BigDecimal("0.67");

    /** One third of the lifetime left. */
    public static final RenewalPolicy DEFAULT = atFractionLeft(new BigDecimal("0.3333"));

    public RenewalPolicy {
        if ((fraction == null) == (days == null))
            throw new IllegalArgumentException(
                    "A renewal policy is either a fraction of the lifetime or a number of days");
        if (fraction != null
                && (fraction.compareTo(LEAST_FRACTION) < 0
                        || fraction.compareTo(MOST_FRACTION) > 0))
            throw new IllegalArgumentException(
                    "The fraction of the lifetime left must be from %s to %s, not %s"
                            .formatted(LEAST_FRACTION, MOST_FRACTION, fraction));
        if (days != null && days < 1)
            throw new IllegalArgumentException(
                    "Renewal must be at least 1 day before expiry, not " + days);
    }

    public static RenewalPolicy atFractionLeft(BigDecimal fraction) {
        return new RenewalPolicy(fraction, null);
    }

    public static RenewalPolicy daysBeforeExpiry(int days) {
        return new RenewalPolicy(null, days);
    }

    /**
     * The instant from which a certificate of this lifetime is due. Never within the first third of
     * the lifetime: a CA that issues for shorter than the policy expects would otherwise be asked
     * again at once, without end.
     *
     * @param spread from 0 to 1: by so much of a fiftieth of the lifetime it is earlier, so that
     *     what was issued in one hour is not renewed in one hour for ever
     */
    public Instant renewAt(Instant notBefore, Instant notAfter, double spread) {
        var lifetime = Duration.between(notBefore, notAfter);
        var left =
                fraction != null
                        ? Duration.ofSeconds(
                                fraction.multiply(BigDecimal.valueOf(lifetime.toSeconds()))
                                        .longValue())
                        : Duration.ofDays(days == null ? 0 : days);
        var earliest = notBefore.plus(lifetime.dividedBy(3));
        var earlier = Duration.ofSeconds((long) (lifetime.dividedBy(50).toSeconds() * spread));
        var wanted = notAfter.minus(left).minus(earlier);
        return wanted.isBefore(earliest) ? earliest : wanted;
    }

    /** How long it is from one renewal to the next, at most. */
    public Duration every(Duration lifetime) {
        return Duration.between(
                Instant.EPOCH, renewAt(Instant.EPOCH, Instant.EPOCH.plus(lifetime), 0));
    }

    /** For pages: "when 33 % of the lifetime are left", "30 days before it expires". */
    public String describe() {
        if (fraction != null) {
            var percent = fraction.movePointRight(2).setScale(0, java.math.RoundingMode.HALF_UP);
            return switch (percent.intValue()) {
                case 50 -> "when half of the lifetime is left";
                case 33 -> "when a third of the lifetime is left";
                case 25 -> "when a quarter of the lifetime is left";
                default -> "when " + percent + " % of the lifetime are left";
            };
        }
        return days != null && days == 1
                ? "1 day before it expires"
                : days + " days before it expires";
    }
}
