package org.certwright.provisioning;

import java.util.List;
import org.certwright.web.Attention;
import org.certwright.web.Attention.Cause;
import org.certwright.web.Attention.Remedy;
import org.certwright.web.Attention.Severity;
import org.certwright.web.Attention.Subject;
import org.certwright.web.AttentionSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Servers that could not be restored, and plans that wait for somebody's yes. */
@Component
class UnfinishedDeployments implements AttentionSource {

    private static final String CONDITION =
            "d.state in ('UNRESTORED', 'PLANNED') and not d.dry_run";

    private final JdbcClient database;

    UnfinishedDeployments(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<Attention> worst(int most) {
        return database.sql(
                        """
                        select d.id, d.state, d.server_name, d.virtual_host, d.created_by, c.name,
                            c.not_after,
                            coalesce(d.rollback_failure, d.failure)::jsonb ->> 'message' as message,
                            coalesce(d.rollback_failure, d.failure)::jsonb ->> 'words' as words
                        from deployment d join certificate c on c.id = d.certificate_id
                        where %s
                        order by d.state = 'PLANNED', c.not_after, d.id
                        limit :most
                        """
                                .formatted(CONDITION))
                .param("most", most)
                .query((row, _) -> {
                    var state = DeploymentState.valueOf(row.getString("state"));
                    var url = "/provisioning/deployments/" + row.getLong("id");
                    var server = row.getString("server_name");
                    var subject =
                            new Subject(row.getString("name"), url, state.badge(), "to " + server);
                    return state == DeploymentState.PLANNED
                            ? new Attention(
                                    Severity.ASKING,
                                    DeploymentRows.instant(row, "not_after"),
                                    subject,
                                    Cause.of(
                                            "The plan for %s waits for approval. Nothing is touched before."
                                                    .formatted(row.getString("virtual_host"))),
                                    new Remedy("Read the plan", url))
                            : new Attention(
                                    Severity.BROKEN,
                                    DeploymentRows.instant(row, "not_after"),
                                    subject,
                                    new Cause(
                                            "%s: the former state is not proved back. %s"
                                                    .formatted(server, row.getString("message")),
                                            row.getString("words"),
                                            "The rollback is tried again by itself."),
                                    new Remedy("See cause", url));
                })
                .list();
    }

    @Override
    public long count(int most) {
        return database.sql(
                        "select count(*) from (select from deployment d where %s limit :most) it"
                                .formatted(CONDITION))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    @Override
    public String url() {
        return "/provisioning/deployments?view=attention";
    }

    @Override
    public String list() {
        return "Deployments";
    }
}
