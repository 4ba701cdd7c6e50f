package org.certwright.audit;

import jakarta.persistence.QueryHint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

interface AuditEntries extends Repository<AuditEntry, Long> {

    Optional<AuditEntry> findById(long number);

    Optional<AuditEntry> findFirstByOrderByNumberDesc();

    List<AuditEntry> findBySubjectTypeAndSubjectIdOrderByNumberDesc(
            String subjectType, String subjectId, Limit limit);

    /** All, row by row as they are read; the caller detaches each. */
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FETCH_SIZE, value = "500"))
    Stream<AuditEntry> streamByOrderByNumber();
}
