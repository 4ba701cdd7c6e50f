package org.certwright.ca;

import org.certwright.audit.State;

/** Marks the settings record of a {@link ConnectorType}. */
public interface ConnectorSettings {

    /** What the administrator calls the connector; unique. */
    String name();

    /**
     * For the audit log, which must not learn a secret: a component that is one is a {@code
     * Secret}.
     */
    default State state() {
        return this instanceof Record it ? State.of(it) : new State().with("name", name());
    }
}
