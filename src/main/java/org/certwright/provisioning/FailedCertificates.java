package org.certwright.provisioning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.certwright.agent.job.FailureCode;
import org.certwright.certificate.CertificateStatus;
import org.certwright.web.Attention;
import org.certwright.web.Attention.Cause;
import org.certwright.web.Attention.Remedy;
import org.certwright.web.Attention.Severity;
import org.certwright.web.Attention.Subject;
import org.certwright.web.AttentionSource;
import org.certwright.web.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Certificates whose last order or deployment did not reach its goal: how urgent that is depends on
 * what is still served. Those that keep a server from being restored are among {@link
 * UnfinishedDeployments}.
 */
@Component
class FailedCertificates implements AttentionSource {

    /** The server or its log-in is at fault, not what was to be done there. */
    private static final Set<FailureCode> OF_THE_CONNECTION =
            Set.of(
                    FailureCode.UNREACHABLE,
                    FailureCode.CONNECTION_LOST,
                    FailureCode.HOST_KEY_UNKNOWN,
                    FailureCode.HOST_KEY_CHANGED,
                    FailureCode.AUTHENTICATION_FAILED,
                    FailureCode.NO_PRIVILEGE);

    private static final String FAILED =
            """
            from certificate c
            where c.status in ('DEPLOYMENT_FAILED', 'ROLLED_BACK', 'ORDER_FAILED') and not c.ignored
              and not exists (select from deployment u
                where u.certificate_id = c.id and u.state = 'UNRESTORED')
            """;

    private final JdbcClient database;
    private final Times times;

    FailedCertificates(JdbcClient database, Times times) {
        this.database = database;
        this.times = times;
    }

    @Override
    public List<Attention> worst(int most) {
        return database.sql(
                        """
                        with failed as (
                          select c.id, c.name, c.status, c.cause, least(c.not_after,
                            (select min(v.not_after) from certificate_location l
                              join certificate_version v on v.id = l.version_id
                              where l.certificate_id = c.id and l.gone_at is null)) as not_after %s
                          order by not_after, c.id limit :most)
                        select failed.*, d.id as deployment, d.server_id, d.next_attempt_at,
                          d.failure ->> 'code' as code, d.failure ->> 'words' as words,
                          o.connector_name, o.state as order_state
                        from failed
                        left join lateral (
                          select id, server_id, next_attempt_at, failure::jsonb as failure
                          from deployment d
                          where certificate_id = failed.id and not dry_run and failure is not null
                            and not exists (select from deployment later
                              where later.certificate_id = d.certificate_id
                                and later.server_id is not distinct from d.server_id
                                and later.binding_id = d.binding_id and later.id > d.id
                                and not later.dry_run and later.state <> 'CANCELLED')
                          order by id desc limit 1) d on failed.status <> 'ORDER_FAILED'
                        left join lateral (
                          select connector_name, state from provisioning_order
                          where certificate_id = failed.id
                          order by id desc limit 1) o on failed.status = 'ORDER_FAILED'
                        order by failed.not_after, failed.id
                        """
                                .formatted(FAILED))
                .param("most", most)
                .query((row, _) -> attention(row))
                .list();
    }

    private Attention attention(ResultSet row) throws SQLException {
        var status = CertificateStatus.valueOf(row.getString("status"));
        var url = "/provisioning/certificates/" + row.getLong("id");
        var code = code(row.getString("code"));
        var cause = String.valueOf(row.getString("cause"));
        var again = DeploymentRows.instant(row, "next_attempt_at");
        return new Attention(
                code == FailureCode.SERVICE_DOWN ? Severity.BROKEN : Severity.AT_RISK,
                DeploymentRows.instant(row, "not_after"),
                new Subject(row.getString("name"), url, status.badge(), null),
                new Cause(
                        status == CertificateStatus.ORDER_FAILED ? order(row, cause) : cause,
                        row.getString("words"),
                        again == null
                                ? null
                                : "It is tried again %s.".formatted(times.relative(again))),
                remedy(row, url, code));
    }

    private static String order(ResultSet row, String words) throws SQLException {
        var connector = row.getString("connector_name");
        var state = row.getString("order_state");
        if (connector == null || state == null) return words;
        return switch (OrderState.valueOf(state)) {
            case REFUSED -> "%s refused the order: %s".formatted(connector, words);
            case CANCELLED -> words;
            default -> "The order at %s failed: %s".formatted(connector, words);
        };
    }

    private static Remedy remedy(ResultSet row, String certificate, @Nullable FailureCode code)
            throws SQLException {
        var server = row.getObject("server_id", Long.class);
        if (server != null && code != null && OF_THE_CONNECTION.contains(code))
            return new Remedy("Test connection", "/provisioning/servers/" + server);
        var deployment = row.getObject("deployment", Long.class);
        return deployment == null
                ? new Remedy("Open certificate", certificate)
                : new Remedy("See cause", "/provisioning/deployments/" + deployment);
    }

    private static @Nullable FailureCode code(@Nullable String name) {
        for (var it : FailureCode.values()) if (it.name().equals(name)) return it;
        return null;
    }

    @Override
    public long count(int most) {
        return database.sql("select count(*) from (select %s limit :most) it".formatted(FAILED))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    @Override
    public String url() {
        return "/provisioning/certificates?view=deployment-failed";
    }

    @Override
    public String list() {
        return "Certificates";
    }
}
