package org.certwright.ca;

import java.time.Instant;

/**
 * A way to a CA, as stored.
 *
 * @param type key of its {@link ConnectorType}
 * @param settings JSON
 */
record Connector(
        long id,
        String name,
        String type,
        String settings,
        boolean enabled,
        Instant createdAt,
        String createdBy,
        int lockVersion) {}
