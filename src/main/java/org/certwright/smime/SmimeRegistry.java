package org.certwright.smime;

import java.time.Clock;
import java.util.Optional;
import org.certwright.web.NotFoundException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is to have a certificate, and who is left out. */
@Service
class SmimeRegistry {

    private final SmimeUsers users;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SmimeRegistry(SmimeUsers users, ApplicationEventPublisher events, Clock clock) {
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    Optional<SmimeUser> of(EmailAddress email) {
        return users.findByEmailIgnoreCase(email.toString());
    }

    /**
     * @param form one that was checked
     */
    @Transactional
    SmimeUser importManually(ImportForm form, String by) {
        var designation = form.designation().strip();
        var user =
                users.saveAndFlush(
                        SmimeUser.imported(
                                form.name().strip(),
                                EmailAddress.of(form.email()),
                                designation.isEmpty() ? null : designation,
                                by,
                                clock.instant()));
        events.publishEvent(SmimeChange.imported(user));
        return user;
    }

    /** Left out from now on, or no longer. */
    @Transactional
    public SmimeUser ignore(long id, boolean ignored) {
        var user =
                users.findById(id)
                        .orElseThrow(() ->
                                new NotFoundException("There is no S/MIME user %d.".formatted(id)));
        if (user.ignore(ignored)) {
            users.saveAndFlush(user);
            events.publishEvent(SmimeChange.ignored(user));
        }
        return user;
    }
}
