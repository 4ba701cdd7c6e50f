package org.certwright.agent.transport.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.SftpVersionSelector;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.HostException;
import org.certwright.agent.transport.RemoteHost.Output;
import org.certwright.agent.transport.RemoteHost.RemoteFile;
import org.certwright.agent.transport.RemoteHost.RemoteFile.Kind;
import org.certwright.agent.transport.RemoteHost.Rename;
import org.jspecify.annotations.Nullable;

/**
 * Files over one SFTP channel, as the log-in user. Version 3 as OpenSSH speaks it, with its
 * extensions for flushing and for renaming over a file.
 */
final class SftpFiles implements HostFiles {

    private final SftpClient sftp;
    private final SftpChannel channel;
    private final Commands commands;
    private final Words words;
    private final FileFailures failures;
    private @Nullable Boolean labelled;

    private SftpFiles(SftpClient sftp, Commands commands, Words words, FileFailures failures) {
        this.sftp = sftp;
        this.channel = new SftpChannel(sftp);
        this.commands = commands;
        this.words = words;
        this.failures = failures;
    }

    /**
     * @throws IOException when the server does not speak SFTP to this user
     */
    static SftpFiles over(
            ClientSession session, Commands commands, Words words, FileFailures failures)
            throws IOException {
        var sftp =
                SftpClientFactory.instance()
                        .createSftpClient(session, SftpVersionSelector.fixedVersionSelector(3));
        return new SftpFiles(sftp, commands, words, failures);
    }

    @Override
    public Optional<RemoteFile> find(String path) throws HostException {
        return asked(
                path,
                () -> {
                    var real = sftp.canonicalPath(path);
                    var attributes = sftp.lstat(real);
                    // Not every server's idea of a real path follows the last link.
                    for (var hop = 0; attributes.isSymbolicLink() && hop < 40; hop++) {
                        var to = sftp.readLink(real);
                        real =
                                sftp.canonicalPath(
                                        to.startsWith("/") ? to : SftpChannel.folder(real) + to);
                        attributes = sftp.lstat(real);
                    }
                    return Optional.of(
                            new RemoteFile(
                                    real,
                                    attributes.isRegularFile()
                                            ? Kind.FILE
                                            : attributes.isDirectory() ? Kind.FOLDER : Kind.OTHER,
                                    attributes.getSize(),
                                    mode(attributes),
                                    String.valueOf(attributes.getUserId()),
                                    String.valueOf(attributes.getGroupId())));
                },
                Optional.empty());
    }

    @Override
    public List<String> list(String folder) throws HostException {
        return asked(
                folder,
                () -> {
                    if (!sftp.stat(folder).isDirectory()) {
                        return List.of();
                    }
                    var names = new TreeSet<String>();
                    for (var entry : sftp.readDir(folder)) {
                        names.add(entry.getFilename());
                    }
                    names.removeAll(List.of(".", ".."));
                    return List.copyOf(names);
                },
                List.of());
    }

    @Override
    public byte[] read(String path) throws HostException {
        byte[] content;
        try (var handle = sftp.open(path, OpenMode.Read)) {
            content = channel.content(handle);
        } catch (IOException e) {
            throw failed(
                    e,
                    path,
                    "while reading " + path,
                    failures.reading(path, SftpChannel.said(e), e));
        }
        if (content.length > LARGEST) {
            throw failures.tooLarge(path);
        }
        return content;
    }

    @Override
    public void stage(String path, byte[] content, @Nullable String like, boolean secret)
            throws HostException {
        var model = like == null ? null : attributes(like);
        write(path, content, model, model == null ? null : like, secret);
    }

    @Override
    public void replace(List<Rename> renames) throws HostException {
        for (var it : renames) {
            try {
                channel.rename(it.from(), it.to());
            } catch (IOException e) {
                throw failed(
                        e,
                        it.to(),
                        "while replacing " + it.to(),
                        failures.writing(it.to(), channel.diagnosed(e, it.to(), 0), e));
            }
        }
    }

    @Override
    public Output ask(Command command) throws HostException {
        return commands.run(command);
    }

    @Override
    public void copy(String from, String to) throws HostException {
        var content = read(from);
        var model = attributes(from);
        if (model == null) {
            throw failures.reading(from, "No such file", null);
        }
        write(to, content, model, from, true);
    }

    @Override
    public void delete(String path) throws HostException {
        try {
            channel.remove(path);
        } catch (IOException e) {
            throw failed(
                    e,
                    path,
                    "while deleting " + path,
                    failures.writing(path, channel.diagnosed(e, path, 0), e));
        }
    }

    @Override
    public void close() {
        sftp.getClientChannel().close(true);
    }

    private void write(
            String path,
            byte[] content,
            @Nullable Attributes model,
            @Nullable String like,
            boolean secret)
            throws HostException {
        var written = false;
        try (var handle = channel.create(path)) {
            written = true;
            for (var at = 0; at < content.length; at += SftpChannel.CHUNK) {
                sftp.write(
                        handle, at, content, at, Math.min(SftpChannel.CHUNK, content.length - at));
            }
            if (model != null && like != null) {
                own(handle, path, model, like);
                permit(handle, mode(model));
                label(path, like);
            } else if (!secret) {
                permit(handle, 0644);
            }
            channel.flush(handle);
            if (!Arrays.equals(channel.content(handle), content)) {
                throw failures.readBackDiffers(path);
            }
        } catch (HostException e) {
            throw written ? withdrawn(path, e) : e;
        } catch (IOException e) {
            var said = channel.diagnosed(e, path, content.length);
            var failure = failed(e, path, "while writing " + path, failures.writing(path, said, e));
            throw written ? withdrawn(path, failure) : failure;
        }
    }

    private void own(CloseableHandle handle, String path, Attributes model, String like)
            throws IOException {
        var now = sftp.stat(handle);
        if (now.getUserId() == model.getUserId() && now.getGroupId() == model.getGroupId()) {
            return;
        }
        try {
            var owner = new Attributes();
            owner.owner(model.getUserId(), model.getGroupId());
            sftp.setStat(handle, owner);
        } catch (SftpException e) {
            if ((mode(model) & 04) == 0) {
                throw failures.foreignOwner(path, like, e);
            }
            // Everyone may read it: that it is now ours changes nothing for the service.
        }
    }

    private void permit(CloseableHandle handle, int mode) throws IOException {
        sftp.setStat(handle, new Attributes().perms(mode));
    }

    private void label(String path, String like) throws HostException {
        if (labelled == null) {
            labelled = enforcesLabels();
        }
        if (labelled) {
            var done = commands.run(Command.of(20, "/usr/bin/chcon", "--reference=" + like, path));
            if (!done.succeeded()) {
                throw failures.writing(path, done.words(), null);
            }
        }
    }

    private boolean enforcesLabels() throws HostException {
        return asked(
                "/sys/fs/selinux/enforce",
                () -> {
                    try (var handle = sftp.open("/sys/fs/selinux/enforce", OpenMode.Read)) {
                        return new String(channel.content(handle), StandardCharsets.US_ASCII)
                                .strip()
                                .equals("1");
                    }
                },
                false);
    }

    private @Nullable Attributes attributes(String path) throws HostException {
        return asked(path, () -> Optional.of(sftp.stat(path)), Optional.<Attributes>empty())
                .orElse(null);
    }

    private HostException withdrawn(String path, HostException failure) {
        try {
            channel.remove(path);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private <T> T asked(String path, Question<T> question, T whenMissing) throws HostException {
        try {
            return question.ask();
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return whenMissing;
            }
            throw failures.reading(path, SftpChannel.said(e), e);
        } catch (IOException e) {
            throw failed(
                    e,
                    path,
                    "while looking at " + path,
                    failures.reading(path, SftpChannel.said(e), e));
        }
    }

    /** The failure of the file, unless it was rather the connection that failed. */
    private HostException failed(
            IOException cause, String path, String doing, HostException otherwise) {
        if (cause instanceof SftpException) {
            return otherwise;
        }
        if (Words.isTimeout(cause)) {
            return words.tooSlow(doing, LIMIT.toSeconds(), cause);
        }
        return sftp.isOpen() && !Words.isLoss(cause) ? otherwise : words.lost(doing, cause);
    }

    private static int mode(Attributes attributes) {
        return attributes.getPermissions() & 07777;
    }

    private interface Question<T> {
        T ask() throws IOException;
    }
}
