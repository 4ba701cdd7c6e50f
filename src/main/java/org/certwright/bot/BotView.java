package org.certwright.bot;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A tile of the dashboard, and the view of the list it leads to. */
enum BotView {
    TOTAL(
            "Total Bots",
            "All agents that deploy certificates and read servers.",
            EnumSet.allOf(BotStatus.class)),
    ACTIVE(
            "Active",
            "Bots that are connected and have servers or scans assigned.",
            EnumSet.of(BotStatus.ACTIVE)),
    PENDING(
            "Pending",
            "Bots that await their first connection, or have nothing assigned yet.",
            EnumSet.of(BotStatus.PENDING_ACTIVATION, BotStatus.PENDING)),
    STOPPED(
            "Stopped",
            "Bots that were paused. They take no work; see that critical servers are covered.",
            EnumSet.of(BotStatus.STOPPED));

    private final String label;
    private final String explanation;
    private final Set<BotStatus> statuses;

    BotView(String label, String explanation, Set<BotStatus> statuses) {
        this.label = label;
        this.explanation = explanation;
        this.statuses = statuses;
    }

    public String label() {
        return label;
    }

    String explanation() {
        return explanation;
    }

    boolean shows(BotStatus status) {
        return statuses.contains(status);
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String url() {
        return this == TOTAL ? "/provisioning/bots" : "/provisioning/bots?show=" + key();
    }

    /** All views with the number of bots each shows. */
    static Map<BotView, Long> counted(Map<BotStatus, Long> counts) {
        var counted = new EnumMap<BotView, Long>(BotView.class);
        for (var view : values()) {
            counted.put(
                    view,
                    view.statuses.stream().mapToLong(it -> counts.getOrDefault(it, 0L)).sum());
        }
        return counted;
    }

    /** The view of that key; the whole list for any other text. */
    static BotView of(String key) {
        for (var view : values()) {
            if (view.key().equals(key)) {
                return view;
            }
        }
        return TOTAL;
    }
}
