package org.certwright.certificate;

import java.time.Duration;
import java.time.Instant;
import org.certwright.web.Tone;
import org.jspecify.annotations.Nullable;

/** How much of a certificate's life is left, as pages draw it. */
record Validity(
        Instant notBefore,
        Instant notAfter,
        @Nullable Instant renewAt,
        boolean ignored,
        Instant now) {

    private static final int WIDTH = 1000;
    private static final int SOON = 10;
    private static final int COMING = 30;

    public boolean expired() {
        return !now.isBefore(notAfter);
    }

    /** Whole days until it expires; negative when it has. */
    public long daysLeft() {
        return Math.floorDiv(Duration.between(now, notAfter).toSeconds(), 24 * 3600);
    }

    public long daysTotal() {
        return Math.max(1, Math.round(Duration.between(notBefore, notAfter).toHours() / 24.0));
    }

    /** "197 days", "9 h", "expired". */
    public String left() {
        if (expired()) return "expired";
        var left = daysLeft();
        if (left == 0) return Math.max(1, Duration.between(now, notAfter).toHours()) + " h";
        return left == 1 ? "1 day" : "%,d days".formatted(left);
    }

    /** "197 of 199 days left", "9 h of 6 days left", "expired". */
    public String leftOf() {
        if (expired()) return "Expired";
        var total = "%,d".formatted(daysTotal()) + (daysTotal() == 1 ? " day left" : " days left");
        return daysLeft() == 0 ? left() + " of " + total : "%,d of %s".formatted(daysLeft(), total);
    }

    public Tone tone() {
        if (ignored) return Tone.MUTE;
        if (daysLeft() <= SOON) return Tone.BAD;
        return daysLeft() <= COMING ? Tone.WARN : Tone.OK;
    }

    /** Where now is on a bar of 1000. */
    public int used() {
        return position(now);
    }

    /** Where renewal begins on a bar of 1000; its end when it is not planned. */
    public int renewal() {
        return renewAt == null ? WIDTH : position(renewAt);
    }

    /** What a progress bar of {@link #daysTotal} shows. */
    public long bar() {
        return Math.max(0, daysLeft());
    }

    /** Left edge of the line that marks now. */
    public int mark() {
        return Math.max(0, used() - 2);
    }

    private int position(Instant at) {
        var lifetime = Math.max(1, Duration.between(notBefore, notAfter).toSeconds());
        var passed = Duration.between(notBefore, at).toSeconds();
        return Math.clamp(passed * WIDTH / lifetime, 0, WIDTH);
    }
}
