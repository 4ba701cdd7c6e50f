package org.certwright.bulk;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.certwright.listing.Lists.Matching;
import org.certwright.listing.Lists.Selection;
import org.certwright.web.ConflictException;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Runs and their rows in the database, where they survive whoever works on them. */
@Repository
public class BulkRuns {

    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("bulk-run");

    private final JdbcClient database;
    private final NamedParameterJdbcTemplate named;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    BulkRuns(
            JdbcClient database,
            NamedParameterJdbcTemplate named,
            ObjectProvider<SchedulerClient> scheduler,
            JsonMapper json,
            ApplicationEventPublisher events,
            Clock clock) {
        this.database = database;
        this.named = named;
        this.scheduler = scheduler;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes down which rows are meant, now, and has the work begun.
     *
     * @param once what the user names this request with; null when with nothing
     * @return its id; of the run that was begun under this name, where there is one
     * @throws ConflictException when the name was given to something else
     * @throws OthersMatchException when others than expected are meant now
     */
    @Transactional
    public long begin(BulkAction action, BulkRequest request, Selection rows, @Nullable Once once) {
        var begun = insert(action, request, once);
        if (begun.isEmpty()) return same(action, request.by(), Objects.requireNonNull(once));
        var id = begun.get();
        var total =
                named.update(
                        """
                        insert into bulk_item (run_id, object_id, name)
                        select %d, id, name from (%s) as meant
                        """
                                .formatted(id, rows.sql()),
                        rows.values());
        var expected = rows.expected();
        if (expected != null) requireSame(expected, id);
        database.sql("update bulk_run set total = ? where id = ?").params(total, id).update();
        scheduler
                .getObject()
                .scheduleIfNotExists(TASK.instance(String.valueOf(id)).build(), clock.instant());
        record(id, "Begun");
        return id;
    }

    private void requireSame(Matching expected, long run) {
        var taken =
                database.sql(
                                "select %s from bulk_item where run_id = ?"
                                        .formatted(Matching.sql("object_id")))
                        .param(run)
                        .query(Matching::of)
                        .single();
        if (!taken.equals(expected)) throw new OthersMatchException(expected, taken);
    }

    /** Empty when there is one of this name; waits for somebody who is writing it. */
    private Optional<Long> insert(BulkAction action, BulkRequest request, @Nullable Once once) {
        return database.sql(
                        """
                        insert into bulk_run
                            (list, action, label, batch, filled, total, created_at, created_by,
                            token_id, via, once, asked_sha256)
                        values (:list, :action, :label, :batch, :filled::jsonb, 0, :now, :by,
                            :token, :via, :once, :asked)
                        on conflict (created_by, once) where once is not null do nothing
                        returning id
                        """)
                .param("list", action.list())
                .param("action", action.key())
                .param("label", action.label())
                .param("batch", request.batch())
                .param("filled", json.writeValueAsString(request.filled()))
                .param("now", Timestamp.from(clock.instant()))
                .param("by", request.by())
                .param("token", request.token())
                .param("via", request.via())
                .param("once", once == null ? null : once.key())
                .param("asked", once == null ? null : once.sha256(json))
                .query(Long.class)
                .optional();
    }

    private long same(BulkAction action, String by, Once once) {
        var begun =
                database.sql(
                                """
                                select id, list = ? and action = ?
                                    and asked_sha256 is not distinct from ? as same
                                from bulk_run where created_by = ? and once = ?
                                """)
                        .params(action.list(), action.key(), once.sha256(json), by, once.key())
                        .query((row, _) -> new Begun(row.getLong("id"), row.getBoolean("same")))
                        .single();
        if (!begun.same())
            throw new ConflictException(
                    "Run %d, which is something else, was begun under the same key"
                            .formatted(begun.id()));
        return begun.id();
    }

    /**
     * @throws NotFoundException when there is none
     */
    public BulkRun get(long id) {
        return find(id).orElseThrow(
                        () -> new NotFoundException("There is no run %d.".formatted(id)));
    }

    Optional<BulkRun> find(long id) {
        return database.sql("select * from bulk_run where id = ?")
                .param(id)
                .query(BulkRuns::run)
                .optional();
    }

    /** Those on a list that run, or ended within the last minute: the note on top of it. */
    List<BulkRun> recent(String list, String by) {
        return database.sql(
                        """
                        select * from bulk_run
                        where list = ? and created_by = ? and (ended_at is null or ended_at > ?)
                        order by id desc limit 3
                        """)
                .params(list, by, Timestamp.from(clock.instant().minusSeconds(60)))
                .query(BulkRuns::run)
                .list();
    }

    BulkRequest request(long id) {
        return database.sql(
                        "select batch, filled, created_by, token_id, via from bulk_run where id = ?")
                .param(id)
                .query((row, _) ->
                        new BulkRequest(
                                row.getString("batch"),
                                json.readValue(
                                        row.getString("filled"),
                                        new TypeReference<Map<String, String>>() {}),
                                row.getString("created_by"),
                                row.getObject("token_id", Long.class),
                                row.getString("via")))
                .single();
    }

    /** The next rows that nothing has been done with. */
    List<Item> waiting(long run, int most) {
        return database.sql(
                        """
                        select id, object_id from bulk_item
                        where run_id = ? and state = 'WAITING' order by id limit ?
                        """)
                .params(run, most)
                .query((row, _) -> new Item(row.getLong("id"), row.getLong("object_id")))
                .list();
    }

    /**
     * Records a result, in the caller's transaction.
     *
     * @return false when somebody else has: then nothing of the caller's may stand
     */
    boolean settle(long run, long item, boolean done, String words) {
        var settled =
                database.sql(
                                """
                                update bulk_item set state = ?, words = ?, settled_at = ?
                                where id = ? and state = 'WAITING'
                                """)
                        .params(
                                done ? "DONE" : "FAILED",
                                words,
                                Timestamp.from(clock.instant()),
                                item)
                        .update();
        if (settled == 0) return false;
        database.sql(
                        done
                                ? "update bulk_run set done = done + 1 where id = ?"
                                : "update bulk_run set failed = failed + 1 where id = ?")
                .param(run)
                .update();
        return true;
    }

    void end(long run) {
        database.sql("update bulk_run set ended_at = ? where id = ? and ended_at is null")
                .params(Timestamp.from(clock.instant()), run)
                .update();
    }

    /** What is not done yet will not be. */
    @Transactional
    public void cancel(long run) {
        stop(run, "Cancelled before its turn", null);
    }

    /**
     * The same by itself.
     *
     * @param reason in words for the reader
     */
    @Transactional
    void stop(long run, String reason) {
        stop(run, reason, reason);
    }

    private void stop(long run, String words, @Nullable String reason) {
        database.sql(
                        """
                        update bulk_item set state = 'CANCELLED', words = ?
                        where run_id = ? and state = 'WAITING'
                        """)
                .params(words, run)
                .update();
        var cancelled =
                database.sql(
                                """
                                update bulk_run set cancelled = true, reason = ?, ended_at = ?
                                where id = ? and ended_at is null
                                """)
                        .param(1, reason)
                        .param(2, Timestamp.from(clock.instant()))
                        .param(3, run)
                        .update();
        if (cancelled > 0) record(run, "Cancelled");
    }

    private void record(long run, String action) {
        events.publishEvent(BulkEvent.of(get(run), action));
    }

    private static BulkRun run(ResultSet row, int at) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        return new BulkRun(
                row.getLong("id"),
                row.getString("list"),
                row.getString("action"),
                row.getString("label"),
                row.getString("batch"),
                row.getLong("total"),
                row.getLong("done"),
                row.getLong("failed"),
                row.getBoolean("cancelled"),
                row.getString("reason"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                ended == null ? null : ended.toInstant());
    }

    record Item(long id, long objectId) {}

    /**
     * @param same whether the same was asked for
     */
    private record Begun(long id, boolean same) {}
}
