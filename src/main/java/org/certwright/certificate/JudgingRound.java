package org.certwright.certificate;

import java.util.List;
import org.certwright.pki.UnreadableCertificateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Judges many certificates again, some hundred in each transaction. */
@Component
class JudgingRound {

    private static final Logger log = LoggerFactory.getLogger(JudgingRound.class);
    private static final int AT_ONCE = 200;

    private final Judging judging;
    private final JdbcClient database;

    JudgingRound(Judging judging, JdbcClient database) {
        this.judging = judging;
        this.database = database;
    }

    /**
     * Those judged by older rules, and those that share a key or no longer do without saying so, as
     * when two of one key are found at the same moment.
     */
    void outdated() {
        walk("judged_by < %d and current_version_id is not null".formatted(Weakness.RULES));
        walk(
                """
                key_sha256 is not null and (weaknesses @> '{SHARED_KEY}') <> exists (
                  select from certificate other
                  where other.key_sha256 = c.key_sha256 and other.id <> c.id)
                """);
    }

    void untrusted() {
        walk("weaknesses @> '{UNTRUSTED_CHAIN}'");
    }

    private void walk(String condition) {
        var judged = 0;
        for (var ids = next(condition, 0); !ids.isEmpty(); ids = next(condition, ids.getLast())) {
            judged += judge(ids);
        }
        if (judged > 0) log.info("{} certificates were judged again", judged);
    }

    /**
     * @return how many were judged
     */
    private int judge(List<Long> ids) {
        try {
            return judging.judge(ids);
        } catch (UnreadableCertificateException e) {
            return (int) ids.stream().filter(this::judgeAlone).count();
        }
    }

    /**
     * One that cannot be read keeps what was found in it before; the others are judged all the
     * same.
     *
     * @return whether it was judged
     */
    private boolean judgeAlone(long id) {
        try {
            judging.judge(id);
            return true;
        } catch (UnreadableCertificateException e) {
            log.error(
                    "Certificate {} cannot be judged: {}",
                    id,
                    NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            return false;
        }
    }

    private List<Long> next(String condition, long after) {
        return database.sql(
                        "select id from certificate c where id > ? and %s order by id limit ?"
                                .formatted(condition))
                .params(after, AT_ONCE)
                .query((row, at) -> row.getLong(1))
                .list();
    }
}
