package org.certwright.server;

import java.util.Map;

/** A card on a server's page, for example its deployments: a bean of the feature it shows. */
public interface ServerPanel {

    /** Its place below the bindings. */
    int order();

    /** The fragment to show, a whole card, as {@code provisioning/server :: deployments}. */
    String fragment();

    /** What the fragment needs. */
    Map<String, Object> model(long serverId);
}
