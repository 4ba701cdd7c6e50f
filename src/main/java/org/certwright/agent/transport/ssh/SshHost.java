package org.certwright.agent.transport.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.SudoMode;
import org.certwright.agent.transport.RemoteHost;
import org.jspecify.annotations.Nullable;

/** A server over one session, logged in, with the rights it needs. */
final class SshHost implements RemoteHost {

    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);

    private final ClientSession session;
    private final Admission.Place place;
    private final Words words;
    private final HostFiles files;
    private final Commands commands;

    /**
     * @throws HostException when the log-in is not good for files: expired password, forced
     *     command, no right to sudo
     */
    SshHost(ServerSpec server, ClientSession session, Admission.Place place) throws HostException {
        this.session = session;
        this.place = place;
        this.words = new Words(server);
        var shell = new Shell(server, words);
        this.commands = new Commands(session, shell, words);
        this.files = files(server, shell);
    }

    private HostFiles files(ServerSpec server, Shell shell) throws HostException {
        var failures = new FileFailures(words, server.sudo());
        if (server.sudo() == SudoMode.NONE) {
            try {
                return SftpFiles.over(session, commands, words, failures);
            } catch (IOException e) {
                // No SFTP, or an account that is told to change its password: the shell will say,
                // unless what came in SFTP's place was so odd that it ended the connection.
                if (!session.isOpen()) {
                    throw shell.didNotRun(Words.own(e), e);
                }
                return new ShellFiles(session, shell, words, failures);
            }
        }
        return new ShellFiles(session, shell, words, failures);
    }

    @Override
    public Optional<RemoteFile> find(String path) throws HostException {
        return files.find(checked(path));
    }

    @Override
    public List<String> list(String folder) throws HostException {
        return files.list(checked(folder));
    }

    @Override
    public byte[] read(String path) throws HostException {
        return files.read(checked(path));
    }

    @Override
    public void stage(String path, byte[] content, @Nullable String like, boolean secret)
            throws HostException {
        files.stage(checked(path), content, like == null ? null : checked(like), secret);
    }

    @Override
    public Map<String, String> hashes(Collection<String> paths) throws HostException {
        for (var path : paths) {
            checked(path);
        }
        return files.hashes(paths);
    }

    @Override
    public void replace(List<Rename> renames) throws HostException {
        for (var it : renames) {
            checked(it.from());
            checked(it.to());
        }
        files.replace(renames);
    }

    @Override
    public void copy(String from, String to) throws HostException {
        files.copy(checked(from), checked(to));
    }

    @Override
    public void delete(String path) throws HostException {
        files.delete(checked(path));
    }

    @Override
    public Output run(Command command) throws HostException {
        return commands.run(command);
    }

    @Override
    public Output ask(Command command) throws HostException {
        return files.ask(command);
    }

    @Override
    public void close() {
        try {
            files.close();
            session.close(false).await(CLOSING_LIMIT);
        } catch (IOException e) {
            session.close(true);
        } finally {
            place.close();
        }
    }

    /** A line break in a name is an attack or an accident; neither is followed. */
    private String checked(String path) throws HostException {
        if (!path.startsWith("/") || path.chars().anyMatch(it -> it == 0 || it == 10 || it == 13)) {
            throw words.failure(
                    FailureCode.UNSUPPORTED_SOURCE,
                    "The path '%s' on %s is not absolute, or holds a line break."
                            .formatted(path.replaceAll("\\p{Cntrl}", "?"), words.where()),
                    null,
                    null,
                    null);
        }
        return path;
    }
}
