package org.certwright.server;

import java.util.List;
import org.certwright.listing.ListTiles;
import org.certwright.listing.Lists;
import org.certwright.web.SectionButton;
import org.certwright.web.Tile;
import org.certwright.web.TileSection;
import org.springframework.stereotype.Component;

/** The Server summary of the dashboard. */
@Component
class ServerTiles implements TileSection {

    private final Lists lists;

    ServerTiles(Lists lists) {
        this.lists = lists;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public String title() {
        return "Provisioning Results: Server";
    }

    @Override
    public List<Tile> tiles() {
        var servers = lists.get("servers");
        return new ListTiles(servers, lists.counts(servers)).of("all", "mapped", "active");
    }

    @Override
    public SectionButton button() {
        return new SectionButton(
                "Add Server", "plus", "/provisioning/servers/new", "ADMINISTRATOR");
    }
}
