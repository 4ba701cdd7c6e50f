package org.certwright.certificate;

import java.util.List;
import org.certwright.server.ServerUse;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** A server that certificates are deployed to cannot be deleted. */
@Component
class ServerTargets implements ServerUse {

    private static final Limit NAMED = Limit.of(100);

    private final CertificateTargets targets;

    ServerTargets(CertificateTargets targets) {
        this.targets = targets;
    }

    @Override
    public List<String> usesOf(long serverId) {
        return targets.onServer(serverId, NAMED).stream()
                .map(it -> "Certificate " + it.certificate().name())
                .distinct()
                .toList();
    }
}
