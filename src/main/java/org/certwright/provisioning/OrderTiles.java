package org.certwright.provisioning;

import java.util.List;
import org.certwright.listing.ListTiles;
import org.certwright.listing.Lists;
import org.certwright.web.Tile;
import org.certwright.web.TileSection;
import org.springframework.stereotype.Component;

/** The Provisioning Orders of the dashboard. */
@Component
class OrderTiles implements TileSection {

    private final Lists lists;

    OrderTiles(Lists lists) {
        this.lists = lists;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public String title() {
        return "Provisioning Orders";
    }

    @Override
    public List<Tile> tiles() {
        var orders = lists.get("orders");
        return new ListTiles(orders, lists.counts(orders)).of("all", "csr-pending", "issued");
    }
}
