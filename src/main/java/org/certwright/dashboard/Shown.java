package org.certwright.dashboard;

import java.time.Instant;
import java.util.Map;
import org.certwright.web.DashboardPanel;
import org.jspecify.annotations.Nullable;

/**
 * A panel with what it shows.
 *
 * @param counted when that was read, where it may be a while ago; null where it is now
 */
record Shown(DashboardPanel panel, Part<Map<String, Object>> part, @Nullable Instant counted) {

    static Shown now(DashboardPanel panel) {
        return new Shown(panel, Part.read(panel.title(), panel::model), null);
    }
}
