package org.certwright.provisioning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deployments as lists show them, the latest first. */
@Repository
class DeploymentRows {

    private static final int SHOWN = 200;
    private static final String SELECT =
            """
            select d.id, d.certificate_id,
                coalesce(nullif(c.common_name, ''), c.names[1], '(no name)') as certificate,
                v.number as version, d.server_id, d.server_name, d.virtual_host, d.wave, d.reason,
                d.state, d.created_at, d.created_by, d.started_at, d.ended_at, d.next_attempt_at,
                d.failure::jsonb ->> 'message' as cause
            from deployment d
            join certificate c on c.id = d.certificate_id
            join certificate_version v on v.id = d.version_id
            """;

    private final JdbcClient database;

    DeploymentRows(JdbcClient database) {
        this.database = database;
    }

    /** Of those that touch a server. */
    List<DeploymentRow> last(int most) {
        return database.sql(SELECT + "where not d.dry_run order by d.id desc limit ?")
                .param(most)
                .query(DeploymentRows::row)
                .list();
    }

    Optional<DeploymentRow> find(long id) {
        return database.sql(SELECT + "where d.id = ?")
                .param(id)
                .query(DeploymentRows::row)
                .optional();
    }

    List<DeploymentRow> ofCertificate(long certificateId) {
        return database.sql(SELECT + "where d.certificate_id = ? order by d.id desc limit ?")
                .params(certificateId, SHOWN)
                .query(DeploymentRows::row)
                .list();
    }

    List<DeploymentRow> onServer(long serverId, int most) {
        return database.sql(SELECT + "where d.server_id = ? order by d.id desc limit ?")
                .params(serverId, most)
                .query(DeploymentRows::row)
                .list();
    }

    /** On the servers that are mapped to the bot now. */
    List<DeploymentRow> ofBot(long botId, int most) {
        return database.sql(
                        SELECT
                                + """
                                where d.server_id in (select id from server where bot_id = ?)
                                order by d.id desc limit ?
                                """)
                .params(botId, most)
                .query(DeploymentRows::row)
                .list();
    }

    List<DeploymentRow> ofRollout(UUID rollout) {
        return database.sql(SELECT + "where d.rollout = ? order by d.wave, d.id")
                .param(rollout)
                .query(DeploymentRows::row)
                .list();
    }

    private static DeploymentRow row(ResultSet row, int at) throws SQLException {
        var server = row.getObject("server_id", Long.class);
        var created = row.getObject("created_at", OffsetDateTime.class);
        return new DeploymentRow(
                row.getLong("id"),
                row.getLong("certificate_id"),
                row.getString("certificate"),
                row.getInt("version"),
                server,
                row.getString("server_name"),
                row.getString("virtual_host"),
                row.getInt("wave"),
                row.getString("reason"),
                DeploymentState.valueOf(row.getString("state")),
                created.toInstant(),
                row.getString("created_by"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                instant(row, "next_attempt_at"),
                row.getString("cause"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var it = row.getObject(column, OffsetDateTime.class);
        return it == null ? null : it.toInstant();
    }
}
