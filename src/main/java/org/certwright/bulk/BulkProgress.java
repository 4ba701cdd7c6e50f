package org.certwright.bulk;

import java.util.List;
import org.certwright.security.CurrentUser;
import org.springframework.stereotype.Component;

/** What the user of this request has begun on a list, for the note on top of it. */
@Component
public class BulkProgress {

    private final BulkRuns runs;
    private final CurrentUser user;

    BulkProgress(BulkRuns runs, CurrentUser user) {
        this.runs = runs;
        this.user = user;
    }

    public List<BulkRun> of(String list) {
        return runs.recent(list, user.getUsername());
    }
}
