package org.certwright.security;

/** What a user may do; each role may do all that the later ones may. */
public enum Role {
    /** Everything: users, connectors, secrets. */
    ADMINISTRATOR("Administrator", "Sets up connectors, servers, bots, policies and users."),
    /** Configures, deploys, retries and rolls back. */
    OPERATOR("Operator", "Configures, deploys, retries and rolls back."),
    /** Reads and exports everything, changes nothing. */
    AUDITOR("Auditor", "Reads and exports everything, changes nothing.");

    private final String title;
    private final String description;

    Role(String title, String description) {
        this.title = title;
        this.description = description;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    String authority() {
        return "ROLE_" + name();
    }
}
