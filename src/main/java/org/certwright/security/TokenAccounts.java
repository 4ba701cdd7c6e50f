package org.certwright.security;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.certwright.audit.Change;
import org.certwright.audit.Changes;
import org.certwright.pki.Secret;
import org.certwright.web.Badge;
import org.certwright.web.NotFoundException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes and revokes the API tokens of users. */
@Component
class TokenAccounts {

    private static final int MOST = 50;
    private static final String REVOKED = "API token revoked";

    private final ApiTokens tokens;
    private final Users users;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TokenAccounts(ApiTokens tokens, Users users, ApplicationEventPublisher events, Clock clock) {
        this.tokens = tokens;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    /** The newest first. */
    List<Line> of(long user) {
        var now = clock.instant();
        return tokens.findByUserIdOrderByIdDesc(user).stream()
                .map(it -> new Line(it, it.badge(now)))
                .toList();
    }

    /** A token as pages show it. */
    record Line(ApiToken token, Badge badge) {}

    /** Of no user more than are kept an eye on. */
    boolean mayHaveAnother(long user) {
        return tokens.countOpen(user, clock.instant()) < MOST;
    }

    /** The token, which is known from now on only to whoever gets this answer. */
    @Transactional
    Secret create(long userId, TokenForm form) {
        var user = users.findById(userId).orElseThrow();
        var secret = Tokens.random(ApiToken.PREFIX);
        var token = tokens.save(new ApiToken(user, form, secret, clock.instant()));
        events.publishEvent(UserEvent.of("API token created", user, Changes.of(token.state())));
        return secret;
    }

    /**
     * Nothing happens when it is revoked already. One that has expired may be: what was begun with
     * it may still be at work.
     */
    @Transactional
    ApiToken revoke(long userId, long id) {
        var token =
                tokens.findByIdAndUserId(id, userId)
                        .orElseThrow(() -> new NotFoundException("There is no such API token."));
        var now = clock.instant();
        if (!token.isRevoked()) {
            events.publishEvent(UserEvent.of(REVOKED, token.getUser(), revoked(token, now)));
        }
        return token;
    }

    /** Of a user who has chosen a password by a link, so he is not signed in yet. */
    @Transactional
    void revokeAll(User user) {
        var now = clock.instant();
        tokens.findByUserIdOrderByIdDesc(user.getId()).stream()
                .filter(it -> !it.isRevoked())
                .forEach(it ->
                        events.publishEvent(
                                UserEvent.byThemselves(REVOKED, user, revoked(it, now))));
    }

    private static List<Change> revoked(ApiToken token, Instant now) {
        var before = token.state();
        token.revoke(now);
        return Changes.between(before, token.state());
    }
}
