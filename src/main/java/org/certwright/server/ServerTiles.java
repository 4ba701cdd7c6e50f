package org.certwright.server;

import java.util.List;
import org.certwright.web.Tile;
import org.certwright.web.TileSection;
import org.springframework.stereotype.Component;

/** The Server summary of the dashboard. */
@Component
class ServerTiles implements TileSection {

    private final Servers servers;

    ServerTiles(Servers servers) {
        this.servers = servers;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public String title() {
        return "Servers";
    }

    @Override
    public List<Tile> tiles() {
        var counts = servers.counts();
        return List.of(
                Tile.of(
                        "Total",
                        counts.total(),
                        ServerView.ALL.url(),
                        "All servers added for agentless provisioning: address, credentials and"
                                + " server type are registered."),
                Tile.of(
                        "Mapped Servers",
                        counts.mapped(),
                        ServerView.MAPPED.url(),
                        "Servers with a provisioning bot, which deploys certificates to them."),
                Tile.of(
                        "Active",
                        counts.active(),
                        ServerView.ACTIVE.url(),
                        "Servers whose last connection check succeeded: log-in, path and rights."));
    }
}
