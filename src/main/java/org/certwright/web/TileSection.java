package org.certwright.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A card of tiles on the dashboard; a feature's bean. */
public interface TileSection {

    /** Place on the page: 10 Bots, 20 Certificates, 30 Servers, 40 S/MIME, 50 Orders. */
    int order();

    String title();

    /** Counted in one query. */
    List<Tile> tiles();

    /** In the card's head; null without one. */
    default @Nullable SectionButton button() {
        return null;
    }
}
