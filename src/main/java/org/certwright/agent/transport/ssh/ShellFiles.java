package org.certwright.agent.transport.ssh;

import static org.certwright.agent.transport.ssh.ShellQuoting.quoteAll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.client.session.ClientSession;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.HostException;
import org.certwright.agent.transport.RemoteHost.Output;
import org.certwright.agent.transport.RemoteHost.RemoteFile;
import org.certwright.agent.transport.RemoteHost.RemoteFile.Kind;
import org.certwright.agent.transport.RemoteHost.Rename;
import org.certwright.agent.transport.Sha256;
import org.certwright.agent.transport.ssh.ShellSession.Answer;
import org.jspecify.annotations.Nullable;

/** Files by standard tools in one shell: as root through sudo, or where a server has no SFTP. */
final class ShellFiles implements HostFiles {

    /** A shell's exit code for a command that a signal ended is this and the signal's number. */
    private static final int SIGNALLED = 128;

    private final ClientSession session;
    private final Shell shell;
    private final Words words;
    private final FileFailures failures;
    private ShellSession running;

    /**
     * @throws HostException when the shell does not come to run, with sudo's reason
     */
    ShellFiles(ClientSession session, Shell shell, Words words, FileFailures failures)
            throws HostException {
        this.session = session;
        this.shell = shell;
        this.words = words;
        this.failures = failures;
        this.running = new ShellSession(session, shell, words);
    }

    @Override
    public Optional<RemoteFile> find(String path) throws HostException {
        var answer = read("look", path, path);
        var text = answer.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var line = text.indexOf('\n');
        var facts = text.substring(0, line).split("\\|");
        return Optional.of(
                new RemoteFile(
                        text.substring(line + 1).stripTrailing(),
                        kind(facts[0]),
                        Long.parseLong(facts[1]),
                        Integer.parseInt(facts[2], 8),
                        facts[3],
                        facts[4]));
    }

    @Override
    public List<String> list(String folder) throws HostException {
        return read("names", folder, folder).text().lines().sorted().toList();
    }

    @Override
    public byte[] read(String path) throws HostException {
        var content = read("content", path, path, String.valueOf(LARGEST + 1)).output();
        if (content.length > LARGEST) {
            throw failures.tooLarge(path);
        }
        return content;
    }

    @Override
    public Map<String, String> hashes(Collection<String> paths) throws HostException {
        var answer =
                ask(
                        "hashes",
                        "while reading " + paths,
                        HostFiles.LIMIT,
                        paths.toArray(String[]::new));
        // That a folder is missing, too, and what exactly cannot be read, is told of one file.
        if (answer.code() != 0) return HostFiles.super.hashes(paths);
        var there = answer.text().lines().findFirst().orElseThrow();
        var sums = answer.text().lines().skip(1).iterator();
        var hashes = new LinkedHashMap<String, String>();
        var at = 0;
        for (var path : paths) if (there.charAt(at++) == '+') hashes.put(path, hash(sums.next()));
        return hashes;
    }

    /** A backslash before it says that the name after it is not as it is. */
    private static String hash(String line) {
        var from = line.startsWith("\\") ? 1 : 0;
        return line.substring(from, from + 64);
    }

    @Override
    public void stage(String path, byte[] content, @Nullable String like, boolean secret)
            throws HostException {
        write(
                "stage",
                path,
                path,
                secret ? "" : "0644",
                like == null ? "" : like,
                Sha256.of(content),
                Base64.getEncoder().encodeToString(content));
    }

    @Override
    public void replace(List<Rename> renames) throws HostException {
        var all = renames.stream().flatMap(it -> Stream.of(it.from(), it.to()));
        write(
                "swap",
                renames.stream().map(Rename::to).collect(Collectors.joining(", ")),
                all.toArray(String[]::new));
    }

    @Override
    public void copy(String from, String to) throws HostException {
        write("duplicate", to, from, to);
    }

    @Override
    public void delete(String path) throws HostException {
        write("clear", path, path);
    }

    /** In the shell that is open anyway, instead of a channel and a sudo of its own. */
    @Override
    public Output ask(Command command) throws HostException {
        var arguments = new ArrayList<>(List.of(String.valueOf(command.seconds())));
        arguments.addAll(command.arguments());
        var doing = "while running " + command;
        var limit = Duration.ofSeconds(command.seconds()).plus(Commands.REMOTE_GRACE);
        var answer = ask("execute", doing, limit, arguments.toArray(String[]::new));
        if (answer.code() == Commands.TIMED_OUT)
            throw words.tooSlow(doing, command.seconds(), null);
        return new Output(
                answer.code() > SIGNALLED ? -1 : answer.code(),
                BoundedOutput.text(answer.output()),
                BoundedOutput.text(answer.errors()));
    }

    @Override
    public void close() {
        running.close();
    }

    private Answer read(String function, String path, String... arguments) throws HostException {
        var answer = ask(function, "while reading " + path, LIMIT, arguments);
        if (answer.code() != 0) {
            throw failures.reading(path, answer.said(), null);
        }
        return answer;
    }

    private void write(String function, String path, String... arguments) throws HostException {
        var answer = ask(function, "while writing " + path, LIMIT, arguments);
        if (answer.said().contains("READ-BACK DIFFERS")) {
            throw failures.readBackDiffers(path);
        }
        if (answer.code() != 0) {
            throw failures.writing(path, answer.said(), null);
        }
    }

    private Answer ask(String function, String doing, Duration limit, String... arguments)
            throws HostException {
        if (!running.isOpen() && session.isOpen()) {
            running = new ShellSession(session, shell, words);
        }
        return running.ask(function + " " + quoteAll(arguments), doing, limit);
    }

    private static Kind kind(String stat) {
        return stat.startsWith("regular")
                ? Kind.FILE
                : stat.equals("directory") ? Kind.FOLDER : Kind.OTHER;
    }
}
