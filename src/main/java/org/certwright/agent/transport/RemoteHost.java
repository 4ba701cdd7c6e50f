package org.certwright.agent.transport;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.HostException;
import org.jspecify.annotations.Nullable;

/**
 * A server's files and commands, over one session. With sudo, both act as root. Every failure is a
 * {@link HostException} that names the server, the path or command, and holds the server's own
 * words. Not for use by several threads at once.
 */
public interface RemoteHost extends AutoCloseable {

    /** Follows links; empty when there is no such file. */
    Optional<RemoteFile> find(String path) throws HostException;

    /**
     * Names in a folder, sorted, without {@code .} and {@code ..}; empty when there is no such
     * folder.
     */
    List<String> list(String folder) throws HostException;

    /** The file's content, at most 16 MB. */
    byte[] read(String path) throws HostException;

    /** SHA-256 (hex) of each file's content; of one that is not there, none. */
    default Map<String, String> hashes(Collection<String> paths) throws HostException {
        return Sha256.each(paths, this::read);
    }

    /**
     * Writes a file that no reader takes for the real one, flushed to disk and read back: an
     * earlier one of that name is replaced. Owner, group, mode and label are those of {@code like}
     * where that exists; otherwise the mode is 0600 for a secret, else 0644. A secret's file is
     * readable by its owner alone before the first byte is written.
     */
    void stage(String path, byte[] content, @Nullable String like, boolean secret)
            throws HostException;

    /**
     * Renames in their order, one right after the other. Each replaces its {@code to} at once: a
     * reader sees the one or the other, never none.
     */
    void replace(List<Rename> renames) throws HostException;

    default void replace(String from, String to) throws HostException {
        replace(List.of(new Rename(from, to)));
    }

    /** Copies content, owner, group, mode and label; flushed to disk. */
    void copy(String from, String to) throws HostException;

    /** Deletes a file; nothing happens when there is none. */
    void delete(String path) throws HostException;

    /** Runs a command to its end, whatever its exit code; what it started may go on. */
    Output run(Command command) throws HostException;

    /** As {@link #run}, for a command that only answers: it leaves nothing running. */
    default Output ask(Command command) throws HostException {
        return run(command);
    }

    @Override
    void close() throws IOException;

    /** Within one folder. */
    record Rename(String from, String to) {

        public Rename {
            if (!folder(from).equals(folder(to)))
                throw new IllegalArgumentException(
                        from + " and " + to + " are in different folders");
        }

        private static String folder(String path) {
            return path.substring(0, path.lastIndexOf('/') + 1);
        }
    }

    /**
     * @param realPath all links followed
     * @param mode permission bits, for example {@code 0640}
     */
    record RemoteFile(String realPath, Kind kind, long size, int mode, String owner, String group) {
        public enum Kind {
            FILE,
            FOLDER,
            OTHER
        }
    }

    /**
     * @param exit exit code; -1 when a signal ended it
     * @param text standard output
     * @param errors standard error
     */
    record Output(int exit, String text, String errors) {

        /** What a text ends with that is longer than is kept of it. */
        public static final String CUT = "\n… (cut)";

        /** Whether there was more on standard output. */
        public boolean isCut() {
            return text.endsWith(CUT);
        }

        public boolean succeeded() {
            return exit == 0;
        }

        /** Both streams, as a person would have seen them. */
        public String words() {
            return (text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + errors).strip();
        }
    }
}
