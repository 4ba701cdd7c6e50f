package org.certwright.bot;

import org.jspecify.annotations.Nullable;

/**
 * What a bot reports of itself with each heartbeat.
 *
 * @param softwareVersion null when it was not built by the project's build
 */
record BotFacts(
        @Nullable String softwareVersion, String operatingSystem, @Nullable String ipAddress) {}
