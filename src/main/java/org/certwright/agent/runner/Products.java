package org.certwright.agent.runner;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.OperatingSystem;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.ServerType;
import org.certwright.agent.target.Target;

/** The server products this bot can work on. */
final class Products {

    private final Map<ServerType, Target> targets = new EnumMap<>(ServerType.class);

    Products(List<Target> targets) {
        targets.forEach(it -> this.targets.put(it.type(), it));
    }

    /**
     * @throws HostException when this version cannot work on such a server
     */
    Target of(ServerSpec server) throws HostException {
        var target = targets.get(server.type());
        if (target == null) {
            throw unsupported(server.type().label() + " cannot be deployed to yet");
        }
        if (server.operatingSystem() == OperatingSystem.WINDOWS) {
            throw unsupported(
                    server.type().label() + " on Windows cannot be deployed to yet, only on Linux");
        }
        return target;
    }

    private static HostException unsupported(String message) {
        return new HostException(
                new Failure(
                        FailureCode.UNSUPPORTED_SOURCE,
                        message + ".",
                        null,
                        "Replace this server's certificates by hand, and watch them here."));
    }
}
