package org.certwright.certificate;

import java.util.List;
import org.certwright.listing.ListTiles;
import org.certwright.listing.Lists;
import org.certwright.web.SectionButton;
import org.certwright.web.Tile;
import org.certwright.web.TileSection;
import org.springframework.stereotype.Component;

/** The certificate summary of the dashboard. */
@Component
class CertificateTiles implements TileSection {

    private final Lists lists;

    CertificateTiles(Lists lists) {
        this.lists = lists;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public String title() {
        return "Provisioning Results: Certificates";
    }

    @Override
    public List<Tile> tiles() {
        var certificates = lists.get(CertificateListing.KEY);
        return new ListTiles(certificates, lists.counts(certificates))
                .of(
                        "all",
                        "bot-unassigned",
                        "configuration-pending",
                        "deployment-pending",
                        "deployment-failed");
    }

    @Override
    public SectionButton button() {
        return new SectionButton(
                "Upload", "upload", "/provisioning/certificates/upload", "OPERATOR");
    }
}
