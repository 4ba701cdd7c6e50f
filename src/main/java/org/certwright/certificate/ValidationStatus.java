package org.certwright.certificate;

/** What became of something a CA wanted shown before it issues. */
public enum ValidationStatus {
    PENDING("Pending"),
    VALIDATED("Validated"),
    /** The order ended before it was shown. */
    FAILED("Failed");

    private final String label;

    ValidationStatus(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
