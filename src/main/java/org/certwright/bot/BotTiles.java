package org.certwright.bot;

import java.util.List;
import java.util.stream.Stream;
import org.certwright.web.Tile;
import org.certwright.web.TileSection;
import org.springframework.stereotype.Component;

/** The Bot Overview of the dashboard. */
@Component
class BotTiles implements TileSection {

    private final BotOverview overview;

    BotTiles(BotOverview overview) {
        this.overview = overview;
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
        var lines = overview.lines();
        return Stream.of(BotView.values())
                .map(it ->
                        Tile.of(
                                it.label(),
                                lines.stream().filter(line -> it.shows(line.status())).count(),
                                it.url(),
                                it.explanation()))
                .toList();
    }
}
