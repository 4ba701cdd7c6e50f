package org.certwright.bot;

import java.util.List;
import org.certwright.web.Tile;
import org.certwright.web.TileSection;
import org.springframework.stereotype.Component;

/** The Bot Overview of the dashboard. */
@Component
class BotTiles implements TileSection {

    private final BotStatuses statuses;

    BotTiles(BotStatuses statuses) {
        this.statuses = statuses;
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
        return BotView.counted(statuses.counts()).entrySet().stream()
                .map(it -> tile(it.getKey(), it.getValue()))
                .toList();
    }

    private static Tile tile(BotView view, long count) {
        return Tile.of(view.label(), count, view.url(), view.explanation());
    }
}
