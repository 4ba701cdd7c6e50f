package org.certwright.smime;

import java.util.List;
import org.certwright.listing.ListTiles;
import org.certwright.listing.Lists;
import org.certwright.web.SectionButton;
import org.certwright.web.Tile;
import org.certwright.web.TileSection;
import org.springframework.stereotype.Component;

/** The S/MIME Provisioning of the dashboard. */
@Component
class SmimeTiles implements TileSection {

    private final Lists lists;

    SmimeTiles(Lists lists) {
        this.lists = lists;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public String title() {
        return "S/MIME Provisioning";
    }

    @Override
    public List<Tile> tiles() {
        var users = lists.get(SmimeListing.KEY);
        return new ListTiles(users, lists.counts(users))
                .of("eligible", "awaiting-order", "provisioned");
    }

    @Override
    public SectionButton button() {
        return new SectionButton(
                "Connect to Azure AD", "plug-connected", SmimeListing.PATH + "/directory", null);
    }
}
