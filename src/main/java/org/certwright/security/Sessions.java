package org.certwright.security;

import java.util.Set;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Ends sessions that no longer fit: of a disabled user, or with another role. */
@Component
class Sessions {

    private final FindByIndexNameSessionRepository<? extends Session> sessions;

    Sessions(FindByIndexNameSessionRepository<? extends Session> sessions) {
        this.sessions = sessions;
    }

    void endOf(String username) {
        idsOf(username).forEach(sessions::deleteById);
    }

    void endOthersOf(String username, String kept) {
        idsOf(username).stream().filter(it -> !it.equals(kept)).forEach(sessions::deleteById);
    }

    private Set<String> idsOf(String username) {
        return sessions.findByPrincipalName(username).keySet();
    }
}
