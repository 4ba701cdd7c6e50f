package org.certwright.certificate;

import java.util.List;
import java.util.Map;
import org.certwright.certificate.CertificateRow.View;
import org.certwright.web.Tile;
import org.certwright.web.TileSection;
import org.certwright.web.Tone;
import org.springframework.stereotype.Component;

/** The certificate summary of the dashboard. */
@Component
class CertificateTiles implements TileSection {

    private static final Map<View, String> EXPLANATIONS =
            Map.of(
                    View.ALL,
                    "All certificates available for provisioning: found by scans, uploaded, or"
                            + " ordered here.",
                    View.BOT_UNASSIGNED,
                    "No provisioning bot is assigned yet, so nothing is installed or renewed by"
                            + " itself.",
                    View.CONFIGURATION_PENDING,
                    "A bot is assigned, but connector, parameters or deployment targets are not"
                            + " complete.",
                    View.DEPLOYMENT_PENDING,
                    "Completely configured; an order or a deployment is due, queued or under way.",
                    View.DEPLOYMENT_FAILED,
                    "The last attempt failed or was rolled back. Each says why on its page.");

    private final CertificateList list;

    CertificateTiles(CertificateList list) {
        this.list = list;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public String title() {
        return "Certificates";
    }

    @Override
    public List<Tile> tiles() {
        var counts = list.counts();
        return List.of(
                tile("Total Certs", View.ALL, counts),
                tile(View.BOT_UNASSIGNED.label(), View.BOT_UNASSIGNED, counts),
                tile(View.CONFIGURATION_PENDING.label(), View.CONFIGURATION_PENDING, counts),
                tile(View.DEPLOYMENT_PENDING.label(), View.DEPLOYMENT_PENDING, counts),
                failed(tile(View.DEPLOYMENT_FAILED.label(), View.DEPLOYMENT_FAILED, counts)));
    }

    private static Tile tile(String label, View view, Map<View, Long> counts) {
        var url = "/provisioning/certificates";
        return Tile.of(
                label,
                counts.getOrDefault(view, 0L),
                view == View.ALL ? url : url + "?view=" + view.key(),
                EXPLANATIONS.getOrDefault(view, ""));
    }

    private static Tile failed(Tile tile) {
        return tile.count() == 0 ? tile : tile.noted(Tone.BAD, "wants a person");
    }
}
