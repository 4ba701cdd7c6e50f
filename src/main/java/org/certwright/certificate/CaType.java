package org.certwright.certificate;

/** Who knows the CA. */
public enum CaType {
    /** Java, as browsers do, trusts one of its roots. */
    PUBLIC("Public"),
    PRIVATE("Private");

    private final String label;

    CaType(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
