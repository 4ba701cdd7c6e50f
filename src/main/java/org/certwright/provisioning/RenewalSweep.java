package org.certwright.provisioning;

import java.time.Clock;
import org.certwright.ca.Authorities;
import org.certwright.certificate.Certificates;
import org.certwright.certificate.NotNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Orders what is due. Each in a transaction of its own: one that cannot does not hold up others.
 */
@Component
class RenewalSweep {

    private static final Logger log = LoggerFactory.getLogger(RenewalSweep.class);
    private static final Limit AT_ONCE = Limit.of(1000);

    private final Certificates certificates;
    private final Authorities authorities;
    private final Ordering ordering;
    private final Clock clock;

    RenewalSweep(
            Certificates certificates, Authorities authorities, Ordering ordering, Clock clock) {
        this.certificates = certificates;
        this.authorities = authorities;
        this.ordering = ordering;
        this.clock = clock;
    }

    void run() {
        // what a disabled connector holds back is due again when it is enabled
        for (var id : certificates.due(clock.instant(), authorities.enabled(), AT_ONCE)) {
            try {
                ordering.begin(id, "Renewal", "system");
            } catch (NotNowException e) {
                log.info("Certificate {} is not renewed: {}", id, e.getMessage());
            }
        }
    }
}
