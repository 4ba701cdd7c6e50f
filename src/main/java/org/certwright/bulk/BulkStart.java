package org.certwright.bulk;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.certwright.listing.Lists.Selection;
import org.certwright.security.CurrentUser;
import org.certwright.web.ConflictException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Begins an action on many rows, for a page or for a program. */
@Service
public class BulkStart {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final int LONGEST_BATCH = 80;

    private final BulkRuns runs;
    private final CurrentUser user;
    private final Clock clock;

    BulkStart(BulkRuns runs, CurrentUser user, Clock clock) {
        this.runs = runs;
        this.user = user;
        this.clock = clock;
    }

    /** The name of a batch that nobody gave one. */
    public String batch(BulkAction action) {
        var now = LocalDateTime.ofInstant(clock.instant(), user.zone());
        return "%s, %s".formatted(action.label(), MINUTE.format(now));
    }

    /** What is wrong, by name of the field; {@code batch} is the name of the batch. */
    public Map<String, String> problems(
            BulkAction action, String batch, Map<String, String> filled) {
        var problems = new TreeMap<>(action.check(filled));
        if (batch.isBlank() || batch.length() > LONGEST_BATCH)
            problems.put(
                    "batch",
                    "A name of at most %d characters is expected.".formatted(LONGEST_BATCH));
        return problems;
    }

    /**
     * Begins, in the name of the user of this request, once there is nothing wrong.
     *
     * @param once what the user names this request with; null when with nothing
     * @return the id of the run
     * @throws ConflictException when the name was given to something else
     */
    public long begin(
            BulkAction action,
            String batch,
            Map<String, String> filled,
            Selection rows,
            @Nullable Once once) {
        var request =
                new BulkRequest(
                        batch,
                        filled,
                        user.getUsername(),
                        user.token().orElse(null),
                        user.via().orElse(null));
        return runs.begin(action, request, rows, once);
    }
}
