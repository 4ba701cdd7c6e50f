package org.certwright.agent.transport.ssh;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.HostException;
import org.certwright.agent.transport.RemoteHost.Output;
import org.certwright.agent.transport.RemoteHost.RemoteFile;
import org.certwright.agent.transport.RemoteHost.Rename;
import org.certwright.agent.transport.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The file half of a host, with the promises of {@link org.certwright.agent.transport.RemoteHost}.
 */
interface HostFiles {

    /** For one operation on one file. */
    Duration LIMIT = Duration.ofSeconds(30);

    int LARGEST = 16 << 20;

    Optional<RemoteFile> find(String path) throws HostException;

    List<String> list(String folder) throws HostException;

    byte[] read(String path) throws HostException;

    default Map<String, String> hashes(Collection<String> paths) throws HostException {
        return Sha256.each(paths, this::read);
    }

    void stage(String path, byte[] content, @Nullable String like, boolean secret)
            throws HostException;

    void replace(List<Rename> renames) throws HostException;

    void copy(String from, String to) throws HostException;

    void delete(String path) throws HostException;

    Output ask(Command command) throws HostException;

    /** Leaves nothing open in the session, which is closed next. */
    void close();
}
