package org.certwright.security;

import java.util.List;
import org.certwright.audit.Audited;
import org.certwright.audit.Change;
import org.jspecify.annotations.Nullable;

/** What happened to a user, for the audit trail. */
record UserEvent(
        String action, String subjectId, String text, @Nullable String actor, List<Change> changes)
        implements Audited {

    /** What the audit trail calls the thing. */
    static final String SUBJECT = "User";

    static UserEvent of(String action, User user) {
        return of(action, user, List.of());
    }

    static UserEvent of(String action, User user, List<Change> changes) {
        return new UserEvent(action, user.getUsername(), text(user), null, changes);
    }

    /** By somebody who is not signed in yet, or no longer. */
    static UserEvent byThemselves(String action, User user, List<Change> changes) {
        return new UserEvent(action, user.getUsername(), text(user), user.getUsername(), changes);
    }

    static UserEvent signedOut(SignedInUser user) {
        var text = "%s, %s".formatted(user.displayName(), user.role().title());
        return new UserEvent("Signed out", user.username(), text, user.username(), List.of());
    }

    /**
     * @param user null where there is none of that name: what was typed may be a password, and the
     *     log keeps it for ever
     */
    static UserEvent refused(@Nullable User user) {
        var name = user == null ? "unknown" : user.getUsername();
        var text = user == null ? "Log-in with an unknown user name" : "Log-in as " + name;
        return new UserEvent("Refused", name, text, "unknown", List.of());
    }

    /** Somebody with the session of this user does not know the password. */
    static UserEvent wrongPassword(SignedInUser user, String purpose) {
        var name = user.username();
        var text = "%s of %s: wrong present password".formatted(purpose, name);
        return new UserEvent("Refused", name, text, name, List.of());
    }

    private static String text(User user) {
        return "%s, %s".formatted(user.getDisplayName(), user.getRole().title());
    }

    @Override
    public String subjectType() {
        return SUBJECT;
    }
}
