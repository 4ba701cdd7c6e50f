package org.certwright.provisioning;

import java.util.Map;
import org.certwright.server.ServerPanel;
import org.springframework.stereotype.Component;

/** The last deployments to a server, on its page. */
@Component
class ServerDeployments implements ServerPanel {

    private static final int SHOWN = 10;

    private final DeploymentRows rows;

    ServerDeployments(DeploymentRows rows) {
        this.rows = rows;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public String fragment() {
        return "provisioning/server :: deployments";
    }

    @Override
    public Map<String, Object> model(long serverId) {
        return Map.of("deployments", rows.onServer(serverId, SHOWN));
    }
}
