package org.certwright.certificate;

import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the numbers of certificates, to which each change adds a row, few. */
@Component
class CertificateTally {

    private final JdbcClient database;

    CertificateTally(JdbcClient database) {
        this.database = database;
    }

    /** One statement: whoever counts meanwhile sees the rows as they were, or their sums. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void addTogether() {
        database.sql(
                        """
                        with gone as (
                          delete from certificate_tally
                          where exists (select from certificate_tally offset 200)
                          returning *)
                        insert into certificate_tally
                        select readiness, ignored, sum(number) from gone
                        group by readiness, ignored having sum(number) <> 0
                        """)
                .update();
    }
}
