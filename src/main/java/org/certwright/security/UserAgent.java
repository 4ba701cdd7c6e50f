package org.certwright.security;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** Reads the few words of a User-Agent header that people know a browser by. */
final class UserAgent {

    /** By the word in the header; the first that is there, since most contain others' words too. */
    private static final List<Entry<String, String>> BROWSERS =
            List.of(
                    Map.entry("Edg", "Edge"),
                    Map.entry("OPR/", "Opera"),
                    Map.entry("SamsungBrowser/", "Samsung Internet"),
                    Map.entry("Firefox/", "Firefox"),
                    Map.entry("FxiOS/", "Firefox"),
                    Map.entry("CriOS/", "Chrome"),
                    Map.entry("Chrome/", "Chrome"),
                    Map.entry("Safari/", "Safari"),
                    Map.entry("curl/", "curl"));

    private static final List<Entry<String, String>> SYSTEMS =
            List.of(
                    Map.entry("Windows", "Windows"),
                    Map.entry("Android", "Android"),
                    Map.entry("iPhone", "iOS"),
                    Map.entry("iPad", "iOS"),
                    Map.entry("Mac OS X", "macOS"),
                    Map.entry("CrOS", "ChromeOS"),
                    Map.entry("Linux", "Linux"));

    private UserAgent() {}

    static String describe(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return "Unknown browser";
        }
        var browser = find(header, BROWSERS, "Unknown browser");
        var system = find(header, SYSTEMS, "");
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private static String find(String header, List<Entry<String, String>> names, String none) {
        return names.stream()
                .filter(it -> header.contains(it.getKey()))
                .findFirst()
                .map(Entry::getValue)
                .orElse(none);
    }
}
