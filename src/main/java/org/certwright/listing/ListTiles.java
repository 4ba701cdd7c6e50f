package org.certwright.listing;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.certwright.web.Tile;

/** Tiles that lead to the tabs of a list, and count with the same conditions. */
public final class ListTiles {

    private final Listing listing;
    private final Map<View, Long> counts;

    public ListTiles(Listing listing, Map<View, Long> counts) {
        this.listing = listing;
        this.counts = counts;
    }

    /**
     * @param views keys of the tabs
     */
    public List<Tile> of(String... views) {
        return Stream.of(views).map(it -> tile(listing.view(it))).toList();
    }

    private Tile tile(View it) {
        var count = counts.getOrDefault(it, 0L);
        var tile = Tile.of(it.tile(), count, listing.address(it), it.explanation());
        var tone = it.tone();
        return count == 0 || tone == null || it.note() == null ? tile : tile.noted(tone, it.note());
    }
}
