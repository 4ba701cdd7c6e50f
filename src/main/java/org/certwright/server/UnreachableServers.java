package org.certwright.server;

import java.util.List;
import org.certwright.agent.job.ConnectionReport;
import org.certwright.agent.job.ConnectionReport.Outcome;
import org.certwright.web.Attention;
import org.certwright.web.Attention.Cause;
import org.certwright.web.Attention.Remedy;
import org.certwright.web.Attention.Severity;
import org.certwright.web.Attention.Subject;
import org.certwright.web.AttentionSource;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Servers whose last connection check failed. */
@Component
class UnreachableServers implements AttentionSource {

    private final Servers servers;
    private final ReportJson reports;

    UnreachableServers(Servers servers, ReportJson reports) {
        this.servers = servers;
        this.reports = reports;
    }

    @Override
    public List<Attention> worst(int most) {
        return servers
                .findByStatusOrderByDescription(ServerStatus.UNREACHABLE, Limit.of(most))
                .stream()
                .map(this::attention)
                .toList();
    }

    private Attention attention(Server it) {
        var url = "/provisioning/servers/" + it.id();
        return new Attention(
                Severity.BLOCKED,
                null,
                new Subject(it.description(), url, it.status().badge(), "server"),
                reports.read(it)
                        .map(UnreachableServers::cause)
                        .orElseGet(() -> Cause.of("The last connection check failed.")),
                new Remedy("Test connection", url));
    }

    private static Cause cause(ConnectionReport report) {
        return report.steps().stream()
                .filter(it -> it.outcome() == Outcome.FAILED)
                .findFirst()
                .map(it ->
                        new Cause(
                                "%s: %s".formatted(it.check().label(), it.message()),
                                it.failure() == null ? null : it.failure().words(),
                                null))
                .orElseGet(() -> Cause.of("The last connection check failed."));
    }

    @Override
    public long count(int most) {
        return servers.countByStatus(ServerStatus.UNREACHABLE);
    }

    @Override
    public String url() {
        return "/provisioning/servers?view=unreachable";
    }

    @Override
    public String list() {
        return "Servers";
    }
}
