package org.certwright.ca;

/** Marks the settings record of a {@link ConnectorType}. */
public interface ConnectorSettings {

    /** What the administrator calls the connector; unique. */
    String name();
}
