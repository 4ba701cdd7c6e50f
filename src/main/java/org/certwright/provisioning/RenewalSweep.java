package org.certwright.provisioning;

import java.time.Clock;
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
    private final Ordering ordering;
    private final Clock clock;

    RenewalSweep(Certificates certificates, Ordering ordering, Clock clock) {
        this.certificates = certificates;
        this.ordering = ordering;
        this.clock = clock;
    }

    void run() {
        for (var id : certificates.due(clock.instant(), AT_ONCE)) {
            try {
                ordering.begin(id, "Renewal", "system");
            } catch (NotNowException e) {
                log.info("Certificate {} is not renewed: {}", id, e.getMessage());
            }
        }
    }
}
