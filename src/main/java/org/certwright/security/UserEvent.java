package org.certwright.security;

import org.certwright.audit.Audited;
import org.jspecify.annotations.Nullable;

/** What happened to a user, for the audit trail. */
record UserEvent(String action, String subjectId, String text, @Nullable String actor)
        implements Audited {

    static UserEvent of(String action, User user) {
        return new UserEvent(
                action,
                user.getUsername(),
                "%s, %s".formatted(user.getDisplayName(), user.getRole().title()),
                null);
    }

    static UserEvent byThemselves(String action, User user) {
        var event = of(action, user);
        return new UserEvent(action, event.subjectId(), event.text(), user.getUsername());
    }

    static UserEvent refused(String username) {
        return new UserEvent("Refused", username, "Log-in as " + username, "unknown");
    }

    @Override
    public String subjectType() {
        return "User";
    }
}
