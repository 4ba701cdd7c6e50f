package org.certwright.certificate;

import org.certwright.audit.State;

/** How a certificate is configured, for the audit log. */
final class ConfigurationState {

    private ConfigurationState() {}

    static State of(Certificate certificate) {
        var state = new State();
        var it = certificate.configuration();
        if (it != null) {
            var window = it.window();
            state.with("connector", it.connectorId())
                    .with("common name", it.commonName())
                    .with("organization", it.organization())
                    .with("names", it.names())
                    .with("key algorithm", it.keyAlgorithm())
                    .with("reuse key", it.reuseKey())
                    .with("validity days", it.validityDays())
                    .with("renewal", it.renewal().describe())
                    .with("maintenance window", window == null ? null : window.describe())
                    .with("automatic", it.automatic());
        }
        state.with("bot", certificate.botId());
        for (var target : certificate.targets()) {
            var place = target.place();
            state.with(
                    "target %s on server %d".formatted(place.bindingId(), place.serverId()),
                    "%s, wave %d, %s"
                            .formatted(place.virtualHost(), place.wave(), place.placement()));
        }
        return state;
    }
}
