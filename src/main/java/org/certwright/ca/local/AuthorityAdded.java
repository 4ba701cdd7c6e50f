package org.certwright.ca.local;

import java.util.List;
import org.certwright.audit.Audited;
import org.certwright.audit.Change;
import org.certwright.audit.Changes;
import org.certwright.audit.State;

/**
 * A CA was made or imported.
 *
 * @param text its name
 */
record AuthorityAdded(String subjectId, String text, List<Change> changes) implements Audited {

    static AuthorityAdded of(LocalAuthority authority) {
        var certificate = authority.certificate();
        return new AuthorityAdded(
                String.valueOf(authority.id()),
                authority.name(),
                Changes.of(
                        new State()
                                .with("subject", certificate.getSubjectX500Principal())
                                .with("issued by", certificate.getIssuerX500Principal())
                                .with("valid until", authority.expires())));
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
