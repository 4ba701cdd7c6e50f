package org.certwright.ca;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.certwright.web.Choice;
import org.springframework.stereotype.Service;

/** The CAs that connectors lead to: what the rest of the program orders through. */
@Service
public class Authorities {

    private final Connectors connectors;
    private final ConnectorTypes types;

    Authorities(Connectors connectors, ConnectorTypes types) {
        this.connectors = connectors;
        this.types = types;
    }

    /**
     * @throws CaException.Denied when the connector is disabled or gone
     * @throws CaException when its settings lead to no CA
     */
    public CertificateAuthority of(long connectorId) {
        var connector =
                connectors
                        .find(connectorId)
                        .orElseThrow(() ->
                                new CaException.Denied(
                                        "There is no connector %d any more; choose another in the"
                                                        .formatted(connectorId)
                                                + " certificate's configuration."));
        if (!connector.enabled())
            throw new CaException.Denied(
                    "Connector %s is disabled; enable it, or choose another."
                            .formatted(connector.name()));
        return types.connect(connector);
    }

    /**
     * The roots of a CA that clients do not know by themselves; empty for a public one, and where
     * the connector is gone.
     */
    public List<X509Certificate> roots(long connectorId) {
        return connectors
                .find(connectorId)
                .map(types::connect)
                .filter(CertificateAuthority.Private.class::isInstance)
                .map(it -> ((CertificateAuthority.Private) it).roots())
                .orElse(List.of());
    }

    /** Those that can be ordered through, by name. */
    public List<Choice> choices() {
        return connectors.all().stream()
                .filter(Connector::enabled)
                .map(it -> new Choice(String.valueOf(it.id()), it.name()))
                .toList();
    }

    /** Ids of those that can be ordered through. */
    public List<Long> enabled() {
        return connectors.all().stream().filter(Connector::enabled).map(Connector::id).toList();
    }

    public Optional<String> name(long connectorId) {
        return connectors.find(connectorId).map(Connector::name);
    }
}
