package org.certwright.security;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.certwright.audit.Changes;
import org.certwright.audit.State;
import org.certwright.pki.Secret;
import org.certwright.web.ConflictException;
import org.certwright.web.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is done to users, each with its audit entry and the end of sessions that no longer fit. */
@Component
public class Accounts {

    static final Duration LINK_VALIDITY = Duration.ofDays(3);

    private final Users users;
    private final OneTimeLinks links;
    private final PasswordEncoder passwords;
    private final Sessions sessions;
    private final TokenAccounts tokens;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Accounts(
            Users users,
            OneTimeLinks links,
            PasswordEncoder passwords,
            Sessions sessions,
            TokenAccounts tokens,
            ApplicationEventPublisher events,
            Clock clock) {
        this.users = users;
        this.links = links;
        this.passwords = passwords;
        this.sessions = sessions;
        this.tokens = tokens;
        this.events = events;
        this.clock = clock;
    }

    /** Empty if somebody was faster with the link, or an administrator exists. */
    @Transactional
    Optional<User> createFirst(Secret token, SetupForm form, Secret password) {
        if (!links.use(token) || users.administratorExists()) {
            return Optional.empty();
        }
        var user =
                new User(
                        PasswordLogin.normalised(form.username()),
                        form.displayName().strip(),
                        Role.ADMINISTRATOR,
                        form.timeZone(),
                        clock.instant());
        user.choosePassword(hash(password));
        user.signedIn(clock.instant());
        users.save(user);
        links.endSetup();
        events.publishEvent(UserEvent.byThemselves("Created", user, Changes.of(user.state())));
        return Optional.of(user);
    }

    /** A user without a password yet. */
    @Transactional
    User invite(UserForm form, String timeZone) {
        var user =
                users.save(
                        new User(
                                PasswordLogin.normalised(form.username()),
                                form.displayName().strip(),
                                form.role(),
                                timeZone,
                                clock.instant()));
        events.publishEvent(UserEvent.of("Created", user, Changes.of(user.state())));
        return user;
    }

    /** The link with which the user chooses a (new) password; the old password works until then. */
    @Transactional
    Secret link(long id) {
        events.publishEvent(UserEvent.of("Link created", get(id)));
        return links.forUser(id, LINK_VALIDITY);
    }

    /**
     * Ends the user's sessions and API tokens: whoever else knew the password may have made some.
     * Empty if the link has been used in the meantime.
     */
    @Transactional
    Optional<User> choosePassword(Secret token, Secret password) {
        var found = links.userOf(token).map(this::get).filter(it -> !it.isDisabled());
        if (found.isEmpty() || !links.use(token)) {
            return Optional.empty();
        }
        var user = found.get();
        var before = user.state();
        user.choosePassword(hash(password));
        user.signedIn(clock.instant());
        sessions.endOf(user.getUsername());
        tokens.revokeAll(user);
        events.publishEvent(
                UserEvent.byThemselves(
                        "Password set", user, Changes.between(before, user.state())));
        return found;
    }

    /** Ends the user's other sessions. */
    @Transactional
    void changePassword(long id, Secret password, String keptSession) {
        var user = get(id);
        var before = user.state();
        user.choosePassword(hash(password));
        sessions.endOthersOf(user.getUsername(), keptSession);
        publish("Password changed", user, before);
    }

    @Transactional
    User describe(long id, String displayName, String timeZone) {
        var user = get(id);
        var before = user.state();
        user.describe(displayName.strip(), timeZone);
        publish("Profile changed", user, before);
        return user;
    }

    @Transactional
    public User become(long id, Role role) {
        if (role != Role.ADMINISTRATOR) {
            requireAnotherAdministrator(id);
        }
        var user = get(id);
        var before = user.state();
        user.become(role);
        sessions.endOf(user.getUsername());
        publish("Role changed", user, before);
        return user;
    }

    @Transactional
    public User disable(long id) {
        requireAnotherAdministrator(id);
        var user = get(id);
        var before = user.state();
        user.disable();
        links.endFor(id);
        sessions.endOf(user.getUsername());
        publish("Disabled", user, before);
        return user;
    }

    @Transactional
    public User enable(long id) {
        var user = get(id);
        var before = user.state();
        user.enable();
        publish("Enabled", user, before);
        return user;
    }

    /** Nothing happens when it has ended already. */
    @Transactional
    void endSession(long id, String handle) {
        var user = get(id);
        var name = user.getUsername();
        sessions.of(name, null).stream()
                .filter(it -> it.handle().equals(handle))
                .forEach(it -> {
                    sessions.end(name, handle);
                    events.publishEvent(
                            UserEvent.of(
                                    "Session ended",
                                    user,
                                    Changes.of("session", it.description(), null)));
                });
    }

    /**
     * @param kept id of the session that goes on; null for none
     */
    @Transactional
    void endSessions(long id, @Nullable String kept) {
        var user = get(id);
        sessions.endOthersOf(user.getUsername(), kept);
        events.publishEvent(
                UserEvent.of(kept == null ? "All sessions ended" : "Other sessions ended", user));
    }

    private void publish(String action, User user, State before) {
        events.publishEvent(UserEvent.of(action, user, Changes.between(before, user.state())));
    }

    private void requireAnotherAdministrator(long id) {
        if (users.administratorsForUpdate().stream()
                .noneMatch(it -> it.getId() != id && it.mayAdminister())) {
            throw new LastAdministratorException();
        }
    }

    User get(long id) {
        return users.findById(id)
                .orElseThrow(() -> new NotFoundException("There is no user " + id + "."));
    }

    private String hash(Secret password) {
        return String.valueOf(passwords.encode(password.reveal()));
    }

    /** Nobody could set up anything any more. */
    static final class LastAdministratorException extends ConflictException {

        LastAdministratorException() {
            super(
                    "This is the only administrator who can log in. Make somebody else an"
                            + " administrator first.");
        }
    }
}
