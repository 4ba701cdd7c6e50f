package org.certwright.bot;

import java.util.List;
import org.certwright.listing.ListTiles;
import org.certwright.listing.Lists;
import org.certwright.web.SectionButton;
import org.certwright.web.Tile;
import org.certwright.web.TileSection;
import org.springframework.stereotype.Component;

/** The Bot Overview of the dashboard. */
@Component
class BotTiles implements TileSection {

    private final Lists lists;

    BotTiles(Lists lists) {
        this.lists = lists;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public String title() {
        return "Bot Overview";
    }

    @Override
    public List<Tile> tiles() {
        var bots = lists.get(BotListing.KEY);
        return new ListTiles(bots, lists.counts(bots)).of("all", "active", "pending", "stopped");
    }

    @Override
    public SectionButton button() {
        return new SectionButton("Create Bot", "plus", "/provisioning/bots/new", "ADMINISTRATOR");
    }
}
