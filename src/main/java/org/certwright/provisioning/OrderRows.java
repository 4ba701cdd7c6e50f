package org.certwright.provisioning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.certwright.web.Badge;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Orders as lists show them, the latest first. */
@Repository
class OrderRows {

    private static final int SHOWN = 200;

    /** A line. */
    record OrderRow(
            long id,
            long certificateId,
            String certificate,
            String connector,
            String reason,
            OrderState state,
            @Nullable String caOrderId,
            @Nullable String words,
            Instant createdAt,
            String createdBy,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant endedAt) {

        public Badge badge() {
            return state.badge();
        }

        public boolean isOpen() {
            return state.open();
        }
    }

    private final JdbcClient database;

    OrderRows(JdbcClient database) {
        this.database = database;
    }

    List<OrderRow> latest() {
        return database.sql(
                        """
                        select o.id, o.certificate_id,
                            coalesce(nullif(c.common_name, ''), c.names[1], '(no name)') as certificate,
                            o.connector_name as connector, o.reason, o.state, o.ca_order_id, o.last_error,
                            o.created_at, o.created_by, o.next_attempt_at, o.ended_at
                        from provisioning_order o
                        join certificate c on c.id = o.certificate_id
                        order by o.id desc limit ?
                        """)
                .param(SHOWN)
                .query(OrderRows::row)
                .list();
    }

    private static OrderRow row(ResultSet row, int at) throws SQLException {
        return new OrderRow(
                row.getLong("id"),
                row.getLong("certificate_id"),
                row.getString("certificate"),
                row.getString("connector"),
                row.getString("reason"),
                OrderState.valueOf(row.getString("state")),
                row.getString("ca_order_id"),
                row.getString("last_error"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                DeploymentRows.instant(row, "next_attempt_at"),
                DeploymentRows.instant(row, "ended_at"));
    }
}
