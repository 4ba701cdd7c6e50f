package org.certwright.security;

import java.time.Duration;

/** How long an API token can be made to last. */
enum TokenValidity {
    WEEK("7 days", 7),
    MONTH("30 days", 30),
    QUARTER("90 days", 90),
    HALF_YEAR("180 days", 180),
    YEAR("1 year", 365);

    private final String title;
    private final Duration duration;

    TokenValidity(String title, long days) {
        this.title = title;
        this.duration = Duration.ofDays(days);
    }

    String title() {
        return title;
    }

    Duration duration() {
        return duration;
    }
}
