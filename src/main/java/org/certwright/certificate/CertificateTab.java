package org.certwright.certificate;

import java.util.Map;

/** A tab of a certificate's page, for example its deployments: a bean of the feature it shows. */
public interface CertificateTab {

    /** Part of the address: {@code /provisioning/certificates/{id}/{key}}. */
    String key();

    String label();

    /** Its place: 10 Configuration, 20 Deployments, 30 Versions, 40 Chain, 50 Activity. */
    int order();

    /** The number beside the label. */
    long count(long certificateId);

    /** The fragment to show, as {@code provisioning/certificate :: deployments}. */
    String fragment();

    /** What the fragment needs. */
    Map<String, Object> model(long certificateId);
}
