package org.certwright.agent.target;

import java.util.List;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.ServiceControl;
import org.certwright.agent.transport.RemoteHost;
import org.certwright.agent.transport.RemoteHost.RemoteFile.Kind;

/** Finds a product's files and programs on a host, and the way its service is controlled. */
public final class Programs {

    private static final String SYSTEMCTL = "/usr/bin/systemctl";
    private static final int SECONDS = 60;

    private Programs() {}

    /**
     * The first path that is a file.
     *
     * @throws HostException with CONFIGURATION_NOT_FOUND, naming all that were looked for
     */
    public static String first(RemoteHost host, ServerSpec server, String what, List<String> paths)
            throws HostException {
        for (var path : paths) {
            if (host.find(path).filter(it -> it.kind() == Kind.FILE).isPresent()) {
                return path;
            }
        }
        throw new HostException(
                new Failure(
                        FailureCode.CONFIGURATION_NOT_FOUND,
                        "%s of %s was not found on server %s; looked for %s."
                                .formatted(
                                        what,
                                        server.type().label(),
                                        server.name(),
                                        String.join(", ", paths)),
                        null,
                        "Correct the path of the server: the folder of its configuration, or the"
                                + " main configuration file itself."));
    }

    /**
     * Control by systemd where it runs and knows the unit, else the product's own.
     *
     * @param unit the usual name of its unit
     */
    public static ServiceControl control(
            RemoteHost host, ServerSpec server, String unit, ServiceControl own)
            throws HostException {
        var name = server.serviceName() == null ? unit : server.serviceName();
        if (host.find("/run/systemd/system").isEmpty()
                || !host.ask(Command.of(SECONDS, SYSTEMCTL, "cat", name)).succeeded()) {
            return own;
        }
        return new ServiceControl(
                Command.of(SECONDS, SYSTEMCTL, "reload", name),
                Command.of(SECONDS, SYSTEMCTL, "is-active", "--quiet", name),
                Command.of(SECONDS, SYSTEMCTL, "start", name));
    }

    /** Whether the process of a PID file lives. */
    public static Command alive(String pidFile) {
        return Command.of(SECONDS, "/bin/sh", "-c", "kill -0 \"$(cat \"$1\")\"", "sh", pidFile);
    }

    /** A path of a configuration, which may be relative to a folder. */
    public static String absolute(String folder, String path) {
        return path.startsWith("/") ? path : folder + "/" + path;
    }

    public static String folder(String path) {
        var slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}
