package org.certwright.ca;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of connectors. Calls join the running transaction. */
@Repository
class Connectors {

    private static final String SELECT =
            """
            select id, name, type, settings, enabled, created_at, created_by, lock_version
            from connector
            """;

    private final JdbcClient database;
    private final Clock clock;

    Connectors(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** By name. */
    List<Connector> all() {
        return database.sql(SELECT + "order by lower(name)").query(Connectors::row).list();
    }

    Optional<Connector> find(long id) {
        return database.sql(SELECT + "where id = ?").param(id).query(Connectors::row).optional();
    }

    boolean nameIsTaken(String name, long exceptId) {
        return database.sql(
                        "select exists (select from connector where lower(name) = lower(?) and id <> ?)")
                .params(name, exceptId)
                .query(Boolean.class)
                .single();
    }

    long add(String name, String type, String settings, String by) {
        return database.sql(
                        """
                        insert into connector (name, type, settings, created_at, created_by)
                        values (?, ?, ?, ?, ?) returning id
                        """)
                .params(name, type, settings, clock.instant().atOffset(ZoneOffset.UTC), by)
                .query(Long.class)
                .single();
    }

    /**
     * @throws OptimisticLockingFailureException when somebody else changed it meanwhile
     */
    void change(long id, int lockVersion, String name, String settings) {
        var rows =
                database.sql(
                                """
                                update connector
                                set name = ?, settings = ?, lock_version = lock_version + 1
                                where id = ? and lock_version = ?
                                """)
                        .params(name, settings, id, lockVersion)
                        .update();
        if (rows == 0)
            throw new OptimisticLockingFailureException("Connector " + name + " has changed");
    }

    void enable(long id, boolean enabled) {
        database.sql("update connector set enabled = ? where id = ?").params(enabled, id).update();
    }

    void delete(long id) {
        database.sql("delete from connector where id = ?").param(id).update();
    }

    private static Connector row(ResultSet row, int at) throws SQLException {
        return new Connector(
                row.getLong("id"),
                row.getString("name"),
                row.getString("type"),
                row.getString("settings"),
                row.getBoolean("enabled"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                row.getInt("lock_version"));
    }
}
