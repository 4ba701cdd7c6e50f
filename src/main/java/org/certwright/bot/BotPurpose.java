package org.certwright.bot;

/** What a bot is used for. */
public enum BotPurpose {
    PROVISIONING("Provisioning"),
    DISCOVERY("Discovery"),
    DISCOVERY_AND_PROVISIONING("Discovery and Provisioning");

    private final String label;

    BotPurpose(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
