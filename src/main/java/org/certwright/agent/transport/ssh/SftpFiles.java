package org.certwright.agent.transport.ssh;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.sftp.client.RawSftpClient;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.SftpVersionSelector;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHFsyncExtension;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHStatPathExtension;
import org.apache.sshd.sftp.client.impl.DefaultCloseableHandle;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.HostException;
import org.certwright.agent.transport.RemoteHost.RemoteFile;
import org.certwright.agent.transport.RemoteHost.RemoteFile.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Files over one SFTP channel, as the log-in user. Version 3 as OpenSSH speaks it, with its
 * extensions for flushing and for renaming over a file.
 */
final class SftpFiles implements HostFiles {

    private static final int CHUNK = 32 * 1024;
    private static final int READ_ONLY = 1;

    private final SftpClient sftp;
    private final Commands commands;
    private final Words words;
    private final FileFailures failures;
    private @Nullable Boolean labelled;

    private SftpFiles(SftpClient sftp, Commands commands, Words words, FileFailures failures) {
        this.sftp = sftp;
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
                        real = sftp.canonicalPath(to.startsWith("/") ? to : folder(real) + to);
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
            content = content(handle);
        } catch (IOException e) {
            throw failed(e, path, "while reading " + path, failures.reading(path, said(e), e));
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
    public void replace(String from, String to) throws HostException {
        try {
            var rename = sftp.getExtension(OpenSSHPosixRenameExtension.class);
            if (rename != null && rename.isSupported()) {
                rename.posixRename(from, to);
            } else {
                sftp.rename(from, to);
            }
        } catch (IOException e) {
            throw failed(
                    e, to, "while replacing " + to, failures.writing(to, diagnosed(e, to, 0), e));
        }
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
            remove(path);
        } catch (IOException e) {
            throw failed(
                    e,
                    path,
                    "while deleting " + path,
                    failures.writing(path, diagnosed(e, path, 0), e));
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
        try (var handle = create(path)) {
            written = true;
            for (var at = 0; at < content.length; at += CHUNK) {
                sftp.write(handle, at, content, at, Math.min(CHUNK, content.length - at));
            }
            if (model != null && like != null) {
                own(handle, path, model, like);
                permit(handle, mode(model));
                label(path, like);
            } else if (!secret) {
                permit(handle, 0644);
            }
            var flush = sftp.getExtension(OpenSSHFsyncExtension.class);
            if (flush != null && flush.isSupported()) {
                flush.fsync(handle);
            }
            if (!Arrays.equals(content(handle), content)) {
                throw failures.readBackDiffers(path);
            }
        } catch (HostException e) {
            throw written ? withdrawn(path, e) : e;
        } catch (IOException e) {
            var said = diagnosed(e, path, content.length);
            var failure = failed(e, path, "while writing " + path, failures.writing(path, said, e));
            throw written ? withdrawn(path, failure) : failure;
        }
    }

    /** Created by us, and readable by its owner alone from the first moment on. */
    private CloseableHandle create(String path) throws IOException {
        try {
            return createNew(path);
        } catch (SftpException e) {
            if (e.getStatus() != SftpConstants.SSH_FX_FAILURE
                    && e.getStatus() != SftpConstants.SSH_FX_FILE_ALREADY_EXISTS) {
                throw e;
            }
            remove(path);
            return createNew(path);
        }
    }

    /** The library's own open sends no mode, and the server's umask would decide. */
    private CloseableHandle createNew(String path) throws IOException {
        var raw = (RawSftpClient) sftp;
        var request = new ByteArrayBuffer(path.length() + 64, false);
        request.putString(path, StandardCharsets.UTF_8);
        request.putInt(
                SftpConstants.SSH_FXF_READ
                        | SftpConstants.SSH_FXF_WRITE
                        | SftpConstants.SSH_FXF_CREAT
                        | SftpConstants.SSH_FXF_EXCL);
        request.putInt(SftpConstants.SSH_FILEXFER_ATTR_PERMISSIONS);
        request.putInt(0600);
        var answer = raw.receive(raw.send(SftpConstants.SSH_FXP_OPEN, request), LIMIT);
        if (answer == null) {
            throw sftp.isOpen()
                    ? new SocketTimeoutException("no answer to an SFTP open")
                    : new EOFException("SFTP channel closed");
        }
        answer.getInt(); // length
        var type = answer.getUByte();
        answer.getInt(); // request number
        if (type == SftpConstants.SSH_FXP_HANDLE) {
            return new DefaultCloseableHandle(sftp, path, answer.getBytes());
        }
        throw new SftpException(answer.getInt(), answer.getString(StandardCharsets.UTF_8));
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
                        return new String(content(handle), StandardCharsets.US_ASCII)
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

    private byte[] content(CloseableHandle handle) throws IOException {
        var content = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK];
        var end = new AtomicReference<@Nullable Boolean>();
        while (content.size() <= LARGEST) {
            var length = sftp.read(handle, content.size(), chunk, 0, chunk.length, end);
            if (length < 0) {
                break;
            }
            content.write(chunk, 0, length);
            if (Boolean.TRUE.equals(end.get())) {
                break;
            }
        }
        return content.toByteArray();
    }

    private void remove(String path) throws IOException {
        try {
            sftp.remove(path);
        } catch (SftpException e) {
            if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
                throw e;
            }
        }
    }

    private HostException withdrawn(String path, HostException failure) {
        try {
            remove(path);
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
            throw failures.reading(path, said(e), e);
        } catch (IOException e) {
            throw failed(e, path, "while looking at " + path, failures.reading(path, said(e), e));
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

    private static String said(IOException e) {
        return e instanceof SftpException it && it.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE
                ? "No such file"
                : Words.own(e);
    }

    /** SFTP says no more than "Failure": the file system is asked what may lie behind it. */
    private String diagnosed(IOException e, String path, long wanted) {
        if (!(e instanceof SftpException it) || it.getStatus() != SftpConstants.SSH_FX_FAILURE) {
            return said(e);
        }
        try {
            var ask = sftp.getExtension(OpenSSHStatPathExtension.class);
            if (ask != null && ask.isSupported()) {
                var disk = ask.stat(folder(path));
                if ((disk.f_flag & READ_ONLY) != 0) {
                    return "Read-only file system";
                }
                if (disk.f_bavail == 0 || disk.f_bavail * disk.f_frsize < wanted) {
                    return "No space left on device";
                }
                if (disk.f_files > 0 && disk.f_favail == 0) {
                    return "No space left on device (no inodes)";
                }
            }
        } catch (IOException unknown) {
            e.addSuppressed(unknown);
        }
        return said(e);
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static int mode(Attributes attributes) {
        return attributes.getPermissions() & 07777;
    }

    private interface Question<T> {
        T ask() throws IOException;
    }
}
