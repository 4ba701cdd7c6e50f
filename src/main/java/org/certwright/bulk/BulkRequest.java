package org.certwright.bulk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param batch the name under which the rows are found again
 * @param filled what the fields of the action hold, checked
 * @param by user name
 * @param token the API token it was begun with; null for the browser
 * @param via by what means it was begun, as "API token nightly-report, …x3Fq"; null for the browser
 */
public record BulkRequest(
        String batch,
        Map<String, String> filled,
        String by,
        @Nullable Long token,
        @Nullable String via) {}
