package org.certwright.ca;

import org.certwright.audit.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A person changed a connector.
 *
 * @param text its name
 */
record ConnectorChange(String subjectId, String action, String text, @Nullable String details)
        implements Audited {

    static ConnectorChange of(Connector connector, String action, @Nullable String details) {
        return new ConnectorChange(
                String.valueOf(connector.id()), action, connector.name(), details);
    }

    @Override
    public String subjectType() {
        return "Connector";
    }
}
