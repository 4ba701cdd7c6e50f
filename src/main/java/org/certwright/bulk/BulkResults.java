package org.certwright.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.certwright.web.Badge;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of the rows of a run. */
@Repository
public class BulkResults {

    private static final int SHOWN = 500;

    private final JdbcClient database;

    BulkResults(JdbcClient database) {
        this.database = database;
    }

    /** What failed first, then the latest: each state by its index, however many rows there are. */
    List<Result> of(long run) {
        return database.sql(
                        """
                        select id, object_id, name, state, words
                        from unnest(array['FAILED', 'DONE', 'CANCELLED']) as one,
                          lateral (
                            select * from bulk_item where run_id = :run and state = one
                            order by id desc limit :most) it
                        order by state <> 'FAILED', id desc limit :most
                        """)
                .param("run", run)
                .param("most", SHOWN)
                .query(BulkResults::result)
                .list();
    }

    /**
     * In the order in which they are worked on.
     *
     * @param state only those; null for all that are settled
     * @param after the item they come after; 0 to begin
     */
    public List<Result> of(long run, @Nullable ResultState state, long after, int most) {
        return database.sql(
                        """
                        select id, object_id, name, state, words from bulk_item
                        where run_id = :run and state <> 'WAITING' and id > :after
                            and (:state::text is null or state = :state)
                        order by id limit :most
                        """)
                .param("run", run)
                .param("after", after)
                .param("state", state == null ? null : state.name())
                .param("most", most)
                .query(BulkResults::result)
                .list();
    }

    private static Result result(ResultSet row, int at) throws SQLException {
        return new Result(
                row.getLong("id"),
                row.getLong("object_id"),
                row.getString("name"),
                ResultState.valueOf(row.getString("state")),
                row.getString("words"));
    }

    /**
     * What became of one row.
     *
     * @param item its place in the run
     */
    public record Result(long item, long objectId, String name, ResultState state, String words) {}

    /** How it went with one row. */
    public enum ResultState {
        DONE(Badge.ok("circle-check", "Done")),
        FAILED(Badge.bad("circle-x", "Not done")),
        CANCELLED(Badge.mute("circle-off", "Cancelled"));

        private final Badge badge;

        ResultState(Badge badge) {
            this.badge = badge;
        }

        public Badge badge() {
            return badge;
        }
    }
}
