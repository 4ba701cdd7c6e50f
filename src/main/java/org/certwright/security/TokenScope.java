package org.certwright.security;

/** What an API token lets do, within what the role of its user allows. */
enum TokenScope {
    /** Only GET and HEAD. */
    READ("Read", "Reads what your role may read."),
    /** Whatever the role allows. */
    ACT("Act", "Does what your role may do.");

    /** Its authority; a rule asks for it where something is changed. */
    static final String MAY_ACT = "SCOPE_ACT";

    private final String title;
    private final String description;

    TokenScope(String title, String description) {
        this.title = title;
        this.description = description;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }
}
