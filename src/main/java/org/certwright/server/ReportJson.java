package org.certwright.server;

import java.util.List;
import java.util.Optional;
import org.certwright.agent.job.ConnectionReport;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Connection reports as they are stored; bindings have rows of their own. */
@Component
class ReportJson {

    private final JsonMapper mapper;

    ReportJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    String write(ConnectionReport report) {
        return mapper.writeValueAsString(
                new ConnectionReport(
                        report.steps(), report.presented(), report.product(), List.of()));
    }

    Optional<ConnectionReport> read(Server server) {
        return Optional.ofNullable(server.lastReport())
                .map(it -> mapper.readValue(it, ConnectionReport.class));
    }
}
