package org.certwright.agent.deploy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.HostException;
import org.certwright.agent.transport.RemoteHost;
import org.jspecify.annotations.Nullable;

/**
 * A server as a plan is made from it: what was read once is not read again, and nothing can be
 * changed.
 */
final class Snapshot implements RemoteHost {

    private final RemoteHost host;
    private final Map<String, Optional<RemoteFile>> found = new HashMap<>();
    private final Map<String, List<String>> listed = new HashMap<>();
    private final Map<String, byte[]> read = new HashMap<>();

    Snapshot(RemoteHost host) {
        this.host = host;
    }

    @Override
    public Optional<RemoteFile> find(String path) throws HostException {
        var known = found.get(path);
        if (known != null) return known;
        var now = host.find(path);
        found.put(path, now);
        return now;
    }

    @Override
    public List<String> list(String folder) throws HostException {
        var known = listed.get(folder);
        if (known != null) return known;
        var now = host.list(folder);
        listed.put(folder, now);
        return now;
    }

    @Override
    public byte[] read(String path) throws HostException {
        var known = read.get(path);
        if (known == null) {
            known = host.read(path);
            read.put(path, known);
        }
        return known.clone();
    }

    @Override
    public Output run(Command command) throws HostException {
        return host.run(command);
    }

    @Override
    public Output ask(Command command) throws HostException {
        return host.ask(command);
    }

    @Override
    public void stage(String path, byte[] content, @Nullable String like, boolean secret) {
        throw unchangeable();
    }

    @Override
    public void replace(List<Rename> renames) {
        throw unchangeable();
    }

    @Override
    public void copy(String from, String to) {
        throw unchangeable();
    }

    @Override
    public void delete(String path) {
        throw unchangeable();
    }

    @Override
    public void close() {
        // The host is closed by whom it belongs to.
    }

    private static UnsupportedOperationException unchangeable() {
        return new UnsupportedOperationException("A plan is made without changing anything");
    }
}
