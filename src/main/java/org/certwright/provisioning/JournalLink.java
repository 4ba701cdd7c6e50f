package org.certwright.provisioning;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.certwright.agent.job.DeploymentLink;
import org.certwright.agent.job.DeploymentPlan;
import org.certwright.agent.job.JournalEntry.Direction;
import org.certwright.agent.job.JournalEntry.State;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * The journal of one run, in the database. Each statement holds only while the deployment is still
 * in the hands of this run: the row is locked and compared in the same statement that writes.
 */
final class JournalLink implements DeploymentLink {

    private final JdbcClient database;
    private final Clock clock;
    private final long deployment;
    private final int run;

    JournalLink(JdbcClient database, Clock clock, long deployment, int run) {
        this.database = database;
        this.clock = clock;
        this.deployment = deployment;
        this.run = run;
    }

    @Override
    public void planned(DeploymentPlan plan) {
        kept(() ->
                database.sql(
                                """
                                update deployment set plan = :plan, plan_hash = :hash
                                where id = :id and run = :run returning 1
                                """)
                        .param("plan", Json.write(plan))
                        .param("hash", plan.hash())
                        .param("id", deployment)
                        .param("run", run));
    }

    @Override
    public int begins(Direction direction, int step, String title) {
        return kept(() ->
                database.sql(
                                """
                                with fence as (
                                    select id, attempt from deployment
                                    where id = :id and run = :run for update)
                                insert into deployment_step
                                    (deployment_id, number, attempt, direction, step, title, state, started_at)
                                select id,
                                    (select coalesce(max(number), 0) + 1 from deployment_step
                                     where deployment_id = :id),
                                    attempt, :direction, :step, :title, 'RUNNING', :now
                                from fence returning number
                                """)
                        .param("id", deployment)
                        .param("run", run)
                        .param("direction", direction.name())
                        .param("step", step)
                        .param("title", title)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC)));
    }

    @Override
    public void ended(int number, State state, @Nullable String output) {
        kept(() ->
                database.sql(
                                """
                                with fence as (
                                    select id from deployment
                                    where id = :id and run = :run for update)
                                update deployment_step set state = :state, output = :output,
                                    ended_at = coalesce(ended_at, :now)
                                from fence
                                where deployment_id = fence.id and number = :number returning number
                                """)
                        .param("id", deployment)
                        .param("run", run)
                        .param("number", number)
                        .param("state", state.name())
                        .param("output", output)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC)));
    }

    @Override
    public boolean cancelRequested() {
        return kept(() ->
                database.sql(
                                """
                                select cancel_requested::int from deployment
                                where id = :id and run = :run
                                """)
                        .param("id", deployment)
                        .param("run", run))
                == 1;
    }

    private int kept(Supplier<JdbcClient.StatementSpec> statement) {
        try {
            return statement
                    .get()
                    .query(Integer.class)
                    .optional()
                    .orElseThrow(() ->
                            new SupersededException(
                                    "Deployment %d is no longer in the hands of run %d"
                                            .formatted(deployment, run)));
        } catch (DataAccessException | TransactionException e) {
            throw new LinkLostException(String.valueOf(e.getMessage()), e);
        }
    }
}
