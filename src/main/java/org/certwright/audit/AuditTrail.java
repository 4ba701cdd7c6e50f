package org.certwright.audit;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Writes an entry for each {@link Audited} event, and answers what happened to a thing. */
@Component
public class AuditTrail {

    private static final Limit SHOWN = Limit.of(200);

    private final AuditEntries entries;
    private final Clock clock;

    AuditTrail(AuditEntries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    void on(Audited event) {
        var named = event.actor();
        var actor = named == null ? user() : named;
        entries.save(new AuditEntry(event, clock.instant(), actor, address()));
    }

    /** The last 200 entries about one thing, newest first: the tab "Activity". */
    public List<AuditEntry> of(String subjectType, Object subjectId) {
        return entries.findBySubjectTypeAndSubjectIdOrderByIdDesc(
                subjectType, subjectId.toString(), SHOWN);
    }

    private static String user() {
        var user = SecurityContextHolder.getContext().getAuthentication();
        return user == null || user instanceof AnonymousAuthenticationToken
                ? "system"
                : user.getName();
    }

    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes it
                ? it.getRequest().getRemoteAddr()
                : null;
    }
}
