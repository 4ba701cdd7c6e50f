package org.certwright.server;

/** How the last connection check of a server ended. */
public enum ServerStatus {
    /** Log-in, path and rights were sufficient. */
    ACTIVE("Active"),
    /** It failed; the report says at which step and why. */
    UNREACHABLE("Unreachable"),
    /** Never checked as it is registered now. */
    UNVERIFIED("Unverified");

    private final String label;

    ServerStatus(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
