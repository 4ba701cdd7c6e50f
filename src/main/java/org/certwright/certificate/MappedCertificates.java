package org.certwright.certificate;

import org.certwright.bot.BotUse;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The certificates a bot deploys. */
@Component
@Order(20)
class MappedCertificates implements BotUse {

    private final JdbcClient database;

    MappedCertificates(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Mapped mappedTo(long botId) {
        var count =
                database.sql("select count(*) from certificate where bot_id = ?")
                        .param(botId)
                        .query(Long.class)
                        .single();
        return new Mapped(count, "certificate", "certificates");
    }

    /** A form that is open meanwhile is stale from now on, as after any change. */
    @Override
    public int move(long from, long to) {
        return database.sql(
                        """
                        update certificate set bot_id = ?, lock_version = lock_version + 1
                        where bot_id = ?
                        """)
                .params(to, from)
                .update();
    }
}
