package org.certwright.agent.transport.ssh;

import static org.certwright.agent.transport.ssh.ShellQuoting.quoteAll;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.certwright.agent.job.HostException;
import org.certwright.agent.transport.RemoteHost.RemoteFile;
import org.certwright.agent.transport.RemoteHost.RemoteFile.Kind;
import org.certwright.agent.transport.ssh.ShellSession.Answer;
import org.jspecify.annotations.Nullable;

/** Files by standard tools in one shell: as root through sudo, or where a server has no SFTP. */
final class ShellFiles implements HostFiles {

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
    public void stage(String path, byte[] content, @Nullable String like, boolean secret)
            throws HostException {
        write(
                "stage",
                path,
                path,
                secret ? "" : "0644",
                like == null ? "" : like,
                sha256(content),
                Base64.getEncoder().encodeToString(content));
    }

    @Override
    public void replace(String from, String to) throws HostException {
        write("swap", to, from, to);
    }

    @Override
    public void copy(String from, String to) throws HostException {
        write("duplicate", to, from, to);
    }

    @Override
    public void delete(String path) throws HostException {
        write("clear", path, path);
    }

    @Override
    public void close() {
        running.close();
    }

    private Answer read(String function, String path, String... arguments) throws HostException {
        var answer = ask(function, "while reading " + path, arguments);
        if (answer.code() != 0) {
            throw failures.reading(path, answer.said(), null);
        }
        return answer;
    }

    private void write(String function, String path, String... arguments) throws HostException {
        var answer = ask(function, "while writing " + path, arguments);
        if (answer.said().contains("READ-BACK DIFFERS")) {
            throw failures.readBackDiffers(path);
        }
        if (answer.code() != 0) {
            throw failures.writing(path, answer.said(), null);
        }
    }

    private Answer ask(String function, String doing, String... arguments) throws HostException {
        if (!running.isOpen() && session.isOpen()) {
            running = new ShellSession(session, shell, words);
        }
        return running.ask(function + " " + quoteAll(arguments), doing);
    }

    private static Kind kind(String stat) {
        return stat.startsWith("regular")
                ? Kind.FILE
                : stat.equals("directory") ? Kind.FOLDER : Kind.OTHER;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
