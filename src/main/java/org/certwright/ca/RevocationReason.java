package org.certwright.ca;

/** RFC 5280, section 5.3.1; those an administrator may choose. */
public enum RevocationReason {
    UNSPECIFIED(0, "Unspecified"),
    KEY_COMPROMISE(1, "Key compromise"),
    AFFILIATION_CHANGED(3, "Affiliation changed"),
    SUPERSEDED(4, "Superseded"),
    CESSATION_OF_OPERATION(5, "Cessation of operation"),
    PRIVILEGE_WITHDRAWN(9, "Privilege withdrawn");

    private final int code;
    private final String label;

    RevocationReason(int code, String label) {
        this.code = code;
        this.label = label;
    }

    public int code() {
        return code;
    }

    public String label() {
        return label;
    }
}
