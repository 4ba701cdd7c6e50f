package org.certwright.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.certwright.security.CurrentUser;
import org.certwright.web.DashboardPanel;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Panels that read the whole inventory: read once for everybody who looks within the next minute.
 */
@Component
class KeptPanels {

    private final Map<Key, Shown> kept = new ConcurrentHashMap<>();
    private final Duration validity;
    private final CurrentUser user;
    private final Clock clock;

    KeptPanels(
            @Value("${certwright.dashboard.kept:PT1M}") Duration validity,
            CurrentUser user,
            Clock clock) {
        this.validity = validity;
        this.user = user;
        this.clock = clock;
    }

    Shown read(DashboardPanel panel) {
        var now = clock.instant();
        return kept.compute(
                new Key(panel.key(), user.zone()),
                (_, it) ->
                        it != null && stillHolds(it, now)
                                ? it
                                : new Shown(panel, Part.read(panel.title(), panel::model), now));
    }

    /** What could not be read is read again at once. */
    private boolean stillHolds(Shown it, Instant now) {
        return !it.part().isMissing()
                && it.counted() != null
                && now.isBefore(it.counted().plus(validity));
    }

    /** Days begin elsewhere in another zone. */
    private record Key(String panel, ZoneId zone) {}
}
