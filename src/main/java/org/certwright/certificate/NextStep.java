package org.certwright.certificate;

import java.time.Instant;
import org.certwright.ca.Authorities;
import org.jspecify.annotations.Nullable;

/**
 * What happens next with a certificate by itself, for the card beside its configuration.
 *
 * @param missing what a person has to do first; null when nothing
 */
record NextStep(
        @Nullable Instant renewal,
        @Nullable String policy,
        String window,
        @Nullable String connector,
        String then,
        @Nullable String missing) {

    static NextStep of(@Nullable Certificate it, Authorities connectors) {
        var configuration = it == null ? null : it.configuration();
        if (it == null || configuration == null)
            return new NextStep(
                    null,
                    null,
                    "At any time",
                    null,
                    "Nothing: it is not configured yet.",
                    "Choose connector, bot and targets, then save.");
        var window = configuration.window();
        return new NextStep(
                it.renewAt(),
                configuration.renewal().describe(),
                window == null ? "At any time" : window.describe(),
                connectors.name(configuration.connectorId()).orElse(null),
                then(it) + (configuration.automatic() ? "" : ", each plan approved by a person"),
                missing(it));
    }

    private static String then(Certificate it) {
        var targets = it.targets();
        if (targets.isEmpty()) return "No target: it is issued, and deployed nowhere";
        var waves = targets.stream().map(CertificateTarget::wave).distinct().count();
        return "%s in %s"
                .formatted(
                        targets.size() == 1 ? "1 target" : targets.size() + " targets",
                        waves == 1 ? "1 wave" : waves + " waves");
    }

    private static @Nullable String missing(Certificate it) {
        if (it.ignored()) return "It is ignored: nothing happens by itself until it is taken back.";
        if (it.botId() == null)
            return "A provisioning bot: without one it is not renewed by itself.";
        return it.targets().isEmpty()
                ? "A deployment target: without one it is not renewed by itself."
                : null;
    }
}
