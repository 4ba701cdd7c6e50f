package org.certwright.security;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.certwright.web.Choice;

/** The time zones to choose from. */
final class TimeZones {

    private static final List<Choice> ALL =
            ZoneId.getAvailableZoneIds().stream()
                    .filter(it -> it.contains("/") && !it.startsWith("Etc/"))
                    .filter(it -> !it.startsWith("SystemV/"))
                    .sorted()
                    .map(it -> new Choice(it, it.replace('_', ' ')))
                    .toList();

    private TimeZones() {}

    static List<Choice> choices() {
        return Stream.concat(Stream.of(new Choice("UTC", "UTC")), ALL.stream()).toList();
    }

    /** The machine's zone, if it is in the list; else UTC. */
    static String suggested() {
        var own = ZoneId.systemDefault().getId();
        return choices().stream().anyMatch(it -> it.value().equals(own)) ? own : "UTC";
    }
}
