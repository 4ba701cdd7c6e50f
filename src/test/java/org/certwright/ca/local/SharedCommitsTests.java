package org.certwright.ca.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.certwright.DatabaseTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class SharedCommitsTests {

    @Autowired private JdbcTemplate database;
    @Autowired private TransactionTemplate transaction;
    private SharedCommits commits;

    @BeforeEach
    void makeATable() {
        database.execute(
                "create table shared (number int primary key check (number >= 0), tx xid8 not null)");
        commits =
                new SharedCommits(
                        database,
                        transaction,
                        "insert into shared values (?, pg_current_xact_id()) on conflict do nothing");
    }

    @AfterEach
    void dropIt() {
        database.execute("drop table shared");
    }

    @Test
    void writesWhatComesTogetherInFewCommits() throws Exception {
        for (var it : atOnce(List.of(), 200)) assertThat(it.get()).isOne();

        assertThat(count("count(*)")).isEqualTo(200);
        assertThat(count("count(distinct tx::text)")).isLessThan(200);
    }

    @Test
    void tellsEachRowWhetherItWasThereAlready() throws Exception {
        var all = atOnce(List.of(7, 7, 7), 7);

        var changed = 0;
        for (var it : all) changed += it.get();
        assertThat(changed).isEqualTo(8);
        assertThat(count("count(*)")).isEqualTo(8);
    }

    @Test
    void letsOneRowThatFailsHarmNoOther() throws Exception {
        var all = atOnce(List.of(-1), 50);

        assertThatThrownBy(() -> all.getFirst().get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DataAccessException.class);
        for (var it : all.subList(1, all.size())) assertThat(it.get()).isOne();
        assertThat(count("count(*)")).isEqualTo(50);
    }

    @Test
    void isAPartOfTheTransactionThatRuns() {
        transaction.executeWithoutResult(it -> {
            assertThat(commits.write(1)).isOne();
            it.setRollbackOnly();
        });

        assertThat(count("count(*)")).isZero();
    }

    /** Some numbers, and as many others from 0 on, each by a thread of its own. */
    private List<Future<Integer>> atOnce(List<Integer> some, int others) throws Exception {
        var numbers = new ArrayList<>(some);
        for (var i = 0; i < others; i++) numbers.add(i);
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Integer>>();
            for (var it : numbers)
                all.add(
                        threads.submit(() -> {
                            go.await();
                            return commits.write(it);
                        }));
            go.countDown();
            return all;
        }
    }

    private long count(String what) {
        return Objects.requireNonNull(
                database.queryForObject("select " + what + " from shared", Long.class));
    }
}
