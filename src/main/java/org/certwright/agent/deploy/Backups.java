package org.certwright.agent.deploy;

import java.util.Comparator;
import java.util.List;
import org.certwright.agent.job.HostException;
import org.certwright.agent.transport.RemoteHost;

/**
 * Backups beside their files, hidden from include patterns: {@code
 * .<file>.certwright-<deployment>.bak}.
 */
final class Backups {

    private Backups() {}

    /** The backups of a file but for the latest, by the number of the deployment in their names. */
    static List<String> beyond(RemoteHost host, String path, String latest, int kept)
            throws HostException {
        var folder = latest.substring(0, latest.lastIndexOf('/'));
        var prefix = "." + path.substring(path.lastIndexOf('/') + 1) + ".certwright-";
        return host.list(folder).stream()
                .filter(it -> it.startsWith(prefix) && it.endsWith(".bak"))
                .sorted(Comparator.reverseOrder())
                .map(it -> folder + "/" + it)
                .filter(it -> !it.equals(latest))
                .skip(Math.max(0, kept - 1))
                .toList();
    }
}
