package org.certwright.ca;

import java.util.List;
import org.certwright.web.NotFoundException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The kinds of CA there are, and what connects stored settings with them. */
@Component
class ConnectorTypes {

    private final List<ConnectorType<?>> all;
    private final JsonMapper json;

    ConnectorTypes(List<ConnectorType<?>> all, JsonMapper json) {
        this.all = all;
        this.json = json;
    }

    List<ConnectorType<?>> all() {
        return all;
    }

    /**
     * @throws NotFoundException when there is none
     */
    ConnectorType<?> of(String key) {
        return all.stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("There is no CA type %s.".formatted(key)));
    }

    CertificateAuthority connect(Connector connector) {
        return connect(of(connector.type()), connector);
    }

    private <S extends ConnectorSettings> CertificateAuthority connect(
            ConnectorType<S> type, Connector connector) {
        return type.connect(settings(type, connector));
    }

    ConnectorSettings settings(Connector connector) {
        return settings(of(connector.type()), connector);
    }

    /** What its form begins with; a blank one where the stored settings cannot be read. */
    ConnectorSettings editable(Connector connector) {
        try {
            return settings(connector);
        } catch (CaException.Garbled e) {
            return of(connector.type()).blank();
        }
    }

    /** Where its orders go; for settings that cannot be read, that. */
    String destination(Connector connector) {
        try {
            return destination(of(connector.type()), connector);
        } catch (CaException.Garbled e) {
            return "its settings cannot be read";
        }
    }

    private <S extends ConnectorSettings> String destination(
            ConnectorType<S> type, Connector connector) {
        return type.destination(settings(type, connector));
    }

    String write(ConnectorSettings settings) {
        return json.writeValueAsString(settings);
    }

    private <S extends ConnectorSettings> S settings(ConnectorType<S> type, Connector connector) {
        try {
            return json.readValue(connector.settings(), type.settings());
        } catch (JacksonException e) {
            throw new CaException.Garbled(
                    "The settings of connector %s cannot be read; save them again."
                            .formatted(connector.name()),
                    e);
        }
    }
}
