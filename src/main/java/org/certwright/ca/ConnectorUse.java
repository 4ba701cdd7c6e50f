package org.certwright.ca;

/** Implemented by what orders through connectors; while something does, none is deleted. */
public interface ConnectorUse {

    /** How many certificates are ordered through it. */
    long certificates(long connectorId);
}
