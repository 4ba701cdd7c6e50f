package org.certwright.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes an entry for each {@link Audited} event, and answers what happened to a thing. Entries of
 * a transaction are written as the last thing before its commit: they exist when the change does,
 * and only then. An event outside of a transaction gets one of its own.
 */
@Component
public class AuditTrail {

    private static final Limit SHOWN = Limit.of(200);

    private final AuditEntries entries;
    private final AuditChain chain;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AuditTrail(
            AuditEntries entries, AuditChain chain, TransactionTemplate transaction, Clock clock) {
        this.entries = entries;
        this.chain = chain;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener
    void on(Audited event) {
        var noted = Noted.of(event, clock.instant());
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            ofThisTransaction().add(noted);
        } else {
            transaction.executeWithoutResult(_ -> ofThisTransaction().add(noted));
        }
    }

    /** The last 200 entries about one thing, newest first: the tab "Activity". */
    public List<AuditEntry> of(String subjectType, Object subjectId) {
        return entries.findBySubjectTypeAndSubjectIdOrderByNumberDesc(
                subjectType, subjectId.toString(), SHOWN);
    }

    private BeforeCommit ofThisTransaction() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(BeforeCommit.class::isInstance)
                .map(BeforeCommit.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    var added = new BeforeCommit();
                    TransactionSynchronizationManager.registerSynchronization(added);
                    return added;
                });
    }

    private final class BeforeCommit implements TransactionSynchronization {

        private final List<Noted> noted = new ArrayList<>();
        private boolean written;

        void add(Noted it) {
            if (written) {
                throw new IllegalStateException(
                        "%s of %s is published too late: the transaction is being committed"
                                .formatted(it.event().action(), it.event().subjectType()));
            }
            noted.add(it);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            written = true;
            chain.append(noted);
        }

        /** Spring logs what is thrown here. */
        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED && !written) {
                throw new IllegalStateException("not in the audit log: " + noted);
            }
        }
    }
}
