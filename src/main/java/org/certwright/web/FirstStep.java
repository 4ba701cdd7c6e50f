package org.certwright.web;

/** One step of the way from an empty installation to renewed certificates; a feature's bean. */
public interface FirstStep {

    /**
     * Place in the sequence: 10 Add Server, 20 Test connection, 30 Scan, 40 Configure, 50 Renew.
     */
    int order();

    String title();

    /** One sentence: what it is good for. */
    String description();

    /** Where it is done. */
    String url();

    boolean done();
}
