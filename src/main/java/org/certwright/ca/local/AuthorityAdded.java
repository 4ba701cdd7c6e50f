package org.certwright.ca.local;

import org.certwright.audit.Audited;

/**
 * A CA was made or imported.
 *
 * @param text its name
 */
record AuthorityAdded(String subjectId, String text, String details) implements Audited {

    static AuthorityAdded of(LocalAuthority authority) {
        return new AuthorityAdded(
                String.valueOf(authority.id()),
                authority.name(),
                "%s, issued by %s, until %s"
                        .formatted(
                                authority.certificate().getSubjectX500Principal(),
                                authority.certificate().getIssuerX500Principal(),
                                authority.expires()));
    }

    @Override
    public String action() {
        return "Added";
    }

    @Override
    public String subjectType() {
        return "Local CA";
    }
}
