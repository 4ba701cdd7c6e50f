package org.certwright.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.certwright.DatabaseTest;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseTest
class NewerDatabaseTests {

    @Autowired private Flyway flyway;
    @Autowired private JdbcClient database;

    @AfterEach
    void forgetTheFuture() {
        database.sql("delete from flyway_schema_history where version = '209901010000'").update();
    }

    @Test
    void isNotWrittenToByAnOlderProgram() {
        database.sql(
                        """
                        insert into flyway_schema_history (installed_rank, version, description, type, script,
                            checksum, installed_by, execution_time, success)
                        select max(installed_rank) + 1, '209901010000', 'the future', 'SQL', 'future.sql', 1,
                            'somebody', 1, true
                        from flyway_schema_history
                        """)
                .update();

        var refused = catchThrowable(flyway::migrate);

        assertThat(new NewerDatabase().analyze(refused))
                .as(String.valueOf(refused))
                .isNotNull()
                .satisfies(it ->
                        assertThat(it.getDescription())
                                .contains("belongs to a newer version of Certwright"));
    }
}
