package org.certwright.smime;

import org.certwright.audit.Audited;
import org.jspecify.annotations.Nullable;

/** A person changed who is to have a certificate. */
record SmimeChange(long id, String action, String text, @Nullable String details)
        implements Audited {

    static SmimeChange imported(SmimeUser it) {
        return new SmimeChange(
                it.id(),
                "Imported",
                named(it),
                it.designation() == null ? null : "designation: " + it.designation());
    }

    static SmimeChange ignored(SmimeUser it) {
        return new SmimeChange(
                it.id(),
                it.isIgnored() ? "Ignored" : "Taken back",
                named(it),
                it.isIgnored() ? "Left out of provisioning" : "No longer ignored");
    }

    private static String named(SmimeUser it) {
        return "%s <%s>".formatted(it.name(), it.email());
    }

    @Override
    public String subjectType() {
        return "S/MIME user";
    }

    @Override
    public String subjectId() {
        return String.valueOf(id);
    }
}
