package org.certwright;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What the application asks the database, to be counted, and to be asked again without it. */
@TestConfiguration(proxyBeanMethods = false)
public class Statements {

    private static final CopyOnWriteArrayList<Statement> SEEN = new CopyOnWriteArrayList<>();
    private static volatile boolean watching;

    @Bean
    static BeanPostProcessor watchedDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource it
                        ? ProxyDataSourceBuilder.create(it).listener(new Watcher()).build()
                        : bean;
            }
        };
    }

    /** Those of one piece of work, whichever thread does it. */
    public static List<Statement> of(Callable<?> work) throws Exception {
        SEEN.clear();
        watching = true;
        try {
            work.call();
        } finally {
            watching = false;
        }
        return List.copyOf(SEEN);
    }

    /** Those of the calling thread alone, whatever runs by itself meanwhile. */
    public static List<Statement> here(Callable<?> work) throws Exception {
        var thread = Thread.currentThread().threadId();
        return of(work).stream().filter(it -> it.thread() == thread).toList();
    }

    /**
     * Of the same page, with few rows and with many: a statement that only many rows need is fine
     * once, but none is asked more often.
     */
    public static void assertNoneGrows(List<Statement> few, List<Statement> many) {
        var once = timesAsked(few);
        timesAsked(many)
                .forEach((sql, times) ->
                        assertThat(times)
                                .as("times asked: " + sql)
                                .isLessThanOrEqualTo(once.getOrDefault(sql, 1L)));
    }

    private static Map<String, Long> timesAsked(List<Statement> statements) {
        return statements.stream().collect(groupingBy(Statement::sql, counting()));
    }

    private static final class Watcher implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            if (!watching) return;
            for (var it : queries)
                SEEN.add(
                        new Statement(
                                it.getQuery(),
                                it.getParametersList().isEmpty()
                                        ? List.of()
                                        : it.getParametersList().getFirst(),
                                Thread.currentThread().threadId()));
        }
    }

    /** One question with its values. */
    public record Statement(String sql, List<ParameterSetOperation> values, long thread) {

        public boolean reads() {
            return sql.stripLeading().regionMatches(true, 0, "select", 0, 6)
                    || sql.stripLeading().regionMatches(true, 0, "with", 0, 4);
        }

        /** Asks it again, and reads all rows. */
        public int ask(java.sql.Connection database) throws SQLException {
            try (var statement = database.prepareStatement(sql)) {
                for (var it : values) it.getMethod().invoke(statement, it.getArgs());
                var rows = 0;
                try (var result = statement.executeQuery()) {
                    while (result.next()) rows++;
                }
                return rows;
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("The values of a statement cannot be set again", e);
            }
        }
    }
}
