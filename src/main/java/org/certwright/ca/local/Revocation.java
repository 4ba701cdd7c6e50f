package org.certwright.ca.local;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.certwright.audit.Audited;
import org.certwright.audit.Change;
import org.certwright.audit.Changes;
import org.certwright.ca.RevocationReason;
import org.certwright.ca.local.IssuedCertificates.Line;
import org.certwright.web.NotFoundException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes back what a local CA has issued. It cannot be undone. */
@Service
class Revocation {

    private final IssuedCertificates issued;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Revocation(IssuedCertificates issued, ApplicationEventPublisher events, Clock clock) {
        this.issued = issued;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws NotFoundException when the CA issued no such certificate
     */
    Line find(long authorityId, String serial) {
        return issued.line(authorityId, serial)
                .orElseThrow(() ->
                        new NotFoundException(
                                "This CA issued no certificate %s.".formatted(serial)));
    }

    /** Nothing happens when it is revoked already. */
    @Transactional
    public void revoke(long authorityId, String serial, RevocationReason reason) {
        var line = find(authorityId, serial);
        if (issued.revoke(authorityId, serial, reason, clock.instant()))
            events.publishEvent(Revoked.of(authorityId, line.certificate(), reason));
    }

    /**
     * A certificate was revoked by a person.
     *
     * @param text its subject and serial number
     */
    private record Revoked(String subjectId, String text, List<Change> changes) implements Audited {

        static Revoked of(long authorityId, X509Certificate it, RevocationReason reason) {
            return new Revoked(
                    String.valueOf(authorityId),
                    "%s, serial %s"
                            .formatted(it.getSubjectX500Principal(), IssuedCertificates.serial(it)),
                    Changes.of("revoked", null, reason.label()));
        }

        @Override
        public String action() {
            return "Revoked";
        }

        @Override
        public String subjectType() {
            return "Local CA";
        }
    }
}
