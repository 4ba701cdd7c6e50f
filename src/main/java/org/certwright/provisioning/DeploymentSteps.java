package org.certwright.provisioning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.certwright.agent.job.JournalEntry;
import org.certwright.agent.job.JournalEntry.Direction;
import org.certwright.agent.job.JournalEntry.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The journals of deployments, for reading. */
@Repository
class DeploymentSteps {

    /** An entry, and when. */
    record TimedEntry(JournalEntry entry, Instant startedAt, @Nullable Instant endedAt) {}

    private final JdbcClient database;

    DeploymentSteps(JdbcClient database) {
        this.database = database;
    }

    /** Those of one attempt, in their order. */
    List<TimedEntry> of(long deploymentId, int attempt) {
        return database.sql(
                        """
                        select number, direction, step, title, state, output, started_at, ended_at
                        from deployment_step where deployment_id = ? and attempt = ? order by number
                        """)
                .params(deploymentId, attempt)
                .query(DeploymentSteps::entry)
                .list();
    }

    private static TimedEntry entry(ResultSet row, int at) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new TimedEntry(
                new JournalEntry(
                        row.getInt("number"),
                        Direction.valueOf(row.getString("direction")),
                        row.getInt("step"),
                        row.getString("title"),
                        State.valueOf(row.getString("state")),
                        row.getString("output")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
