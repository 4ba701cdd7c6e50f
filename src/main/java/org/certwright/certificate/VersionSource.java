package org.certwright.certificate;

/** How a version came into the inventory; the label is what pages show. */
public enum VersionSource {
    SERVER_SCAN("Server scan"),
    UPLOAD("Upload"),
    ORDER("Order");

    private final String label;

    VersionSource(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
