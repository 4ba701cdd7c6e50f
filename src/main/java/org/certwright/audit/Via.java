package org.certwright.audit;

/** An authentication whose user does not act through his session; the audit log says by what. */
public interface Via {

    /** As "API token nightly-report, …x3Fq". */
    String via();
}
