package org.certwright.ca;

import java.util.List;
import org.certwright.audit.Audited;
import org.certwright.audit.Change;

/**
 * A person changed a connector.
 *
 * @param text its name
 */
record ConnectorChange(String subjectId, String action, String text, List<Change> changes)
        implements Audited {

    static ConnectorChange of(Connector connector, String action, List<Change> changes) {
        return new ConnectorChange(
                String.valueOf(connector.id()), action, connector.name(), changes);
    }

    @Override
    public String subjectType() {
        return "Connector";
    }
}
