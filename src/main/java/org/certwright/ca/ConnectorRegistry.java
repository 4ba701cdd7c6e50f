package org.certwright.ca;

import java.util.List;
import org.certwright.audit.Changes;
import org.certwright.audit.State;
import org.certwright.web.NotFoundException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds, changes and removes connectors. */
@Service
public class ConnectorRegistry {

    private final Connectors connectors;
    private final ConnectorTypes types;
    private final List<ConnectorUse> uses;
    private final ApplicationEventPublisher events;

    ConnectorRegistry(
            Connectors connectors,
            ConnectorTypes types,
            List<ConnectorUse> uses,
            ApplicationEventPublisher events) {
        this.connectors = connectors;
        this.types = types;
        this.uses = uses;
        this.events = events;
    }

    Connector get(long id) {
        return connectors
                .find(id)
                .orElseThrow(
                        () -> new NotFoundException("There is no connector %d.".formatted(id)));
    }

    /** How many certificates are ordered through it. */
    long certificates(long id) {
        return uses.stream().mapToLong(it -> it.certificates(id)).sum();
    }

    /**
     * @param type key of a {@link ConnectorType}
     * @param by who adds it
     * @return its id
     */
    @Transactional
    public long add(String type, ConnectorSettings settings, String by) {
        var id = connectors.add(settings.name(), type, types.write(settings), by);
        events.publishEvent(ConnectorChange.of(get(id), "Added", Changes.of(settings.state())));
        return id;
    }

    @Transactional
    public void change(long id, int lockVersion, ConnectorSettings settings) {
        var before = types.editable(get(id));
        connectors.change(id, lockVersion, settings.name(), types.write(settings));
        events.publishEvent(
                ConnectorChange.of(
                        get(id), "Changed", Changes.between(before.state(), settings.state())));
    }

    @Transactional
    public Connector enable(long id, boolean enabled) {
        var before = get(id).enabled();
        connectors.enable(id, enabled);
        var connector = get(id);
        events.publishEvent(
                ConnectorChange.of(
                        connector,
                        enabled ? "Enabled" : "Disabled",
                        Changes.of("enabled", before, enabled)));
        return connector;
    }

    /**
     * @throws ConnectorInUseException while certificates are ordered through it
     */
    @Transactional
    public void delete(long id) {
        var connector = get(id);
        var certificates = certificates(id);
        if (certificates > 0) throw new ConnectorInUseException(connector.name(), certificates);
        connectors.delete(id);
        events.publishEvent(
                ConnectorChange.of(
                        connector,
                        "Deleted",
                        Changes.between(types.editable(connector).state(), new State())));
    }
}
