package org.certwright.provisioning;

import java.util.Map;
import org.certwright.bot.BotPanel;
import org.springframework.stereotype.Component;

/** The last deployments on a bot's servers, on its page. */
@Component
class BotDeployments implements BotPanel {

    private static final int SHOWN = 10;

    private final DeploymentRows rows;

    BotDeployments(DeploymentRows rows) {
        this.rows = rows;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public String fragment() {
        return "provisioning/bot :: deployments";
    }

    @Override
    public Map<String, Object> model(long botId) {
        return Map.of("deployments", rows.ofBot(botId, SHOWN));
    }
}
