package org.certwright.provisioning;

import java.util.Map;
import org.certwright.web.DashboardPanel;
import org.springframework.stereotype.Component;

/** What was brought to servers lately, on the dashboard. */
@Component
class LastDeployments implements DashboardPanel {

    private static final int SHOWN = 8;

    private final DeploymentRows rows;

    LastDeployments(DeploymentRows rows) {
        this.rows = rows;
    }

    @Override
    public String key() {
        return "deployments";
    }

    @Override
    public String title() {
        return "Last deployments";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public boolean isWide() {
        return false;
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public String fragment() {
        return "provisioning/dashboard :: deployments";
    }

    @Override
    public Map<String, Object> model() {
        return Map.of("rows", rows.last(SHOWN));
    }
}
