package org.certwright.certificate;

import java.time.Instant;
import org.certwright.listing.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the cells of the list need beyond their values, for templates. */
@Component
class CertificateCells {

    /** Null before the first version. */
    public @Nullable Validity validity(Row row, Instant now) {
        var from = row.moment("not_before");
        var to = row.moment("expires-within");
        return from == null || to == null
                ? null
                : new Validity(from, to, null, row.flag("ignored"), now);
    }
}
