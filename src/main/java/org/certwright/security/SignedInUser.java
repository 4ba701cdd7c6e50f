package org.certwright.security;

import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;
import java.time.ZoneId;

/** Who a session belongs to; kept in the session, so it holds no password. */
public record SignedInUser(long id, String username, String displayName, Role role, String timeZone)
        implements Principal, Serializable {

    @Serial private static final long serialVersionUID = 1;

    static SignedInUser of(User user) {
        return new SignedInUser(
                user.getId(),
                user.getUsername(),
                user.getDisplayName(),
                user.getRole(),
                user.getTimeZone());
    }

    /** The name sessions and audit entries are found by. */
    @Override
    public String getName() {
        return username;
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }
}
