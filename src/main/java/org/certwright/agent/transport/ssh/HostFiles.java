package org.certwright.agent.transport.ssh;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.certwright.agent.job.HostException;
import org.certwright.agent.transport.RemoteHost.RemoteFile;
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

    void stage(String path, byte[] content, @Nullable String like, boolean secret)
            throws HostException;

    void replace(String from, String to) throws HostException;

    void copy(String from, String to) throws HostException;

    void delete(String path) throws HostException;

    /** Leaves nothing open in the session, which is closed next. */
    void close();
}
