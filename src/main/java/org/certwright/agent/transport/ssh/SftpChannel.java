package org.certwright.agent.transport.ssh;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.sftp.client.RawSftpClient;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHFsyncExtension;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHStatPathExtension;
import org.apache.sshd.sftp.client.impl.DefaultCloseableHandle;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.jspecify.annotations.Nullable;

/** What our files need of SFTP beyond the library's client. */
final class SftpChannel {

    /** Every server takes that much in one request. */
    static final int CHUNK = 32 * 1024;

    private static final int READ_ONLY = 1;

    private final SftpClient sftp;

    SftpChannel(SftpClient sftp) {
        this.sftp = sftp;
    }

    /** Created by us, and readable by its owner alone from the first moment on. */
    CloseableHandle create(String path) throws IOException {
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
        var answer = raw.receive(raw.send(SftpConstants.SSH_FXP_OPEN, request), HostFiles.LIMIT);
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

    /** At once over {@code to} where the server can; a plain SFTP server refuses then. */
    void rename(String from, String to) throws IOException {
        var rename = sftp.getExtension(OpenSSHPosixRenameExtension.class);
        if (rename != null && rename.isSupported()) {
            rename.posixRename(from, to);
        } else {
            sftp.rename(from, to);
        }
    }

    /** To disk, where the server can. */
    void flush(CloseableHandle handle) throws IOException {
        var flush = sftp.getExtension(OpenSSHFsyncExtension.class);
        if (flush != null && flush.isSupported()) {
            flush.fsync(handle);
        }
    }

    /** All of the file, or somewhat more than the largest allowed if there is more. */
    byte[] content(CloseableHandle handle) throws IOException {
        var content = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK];
        var end = new AtomicReference<@Nullable Boolean>();
        while (content.size() <= HostFiles.LARGEST) {
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

    /** Nothing happens when there is none. */
    void remove(String path) throws IOException {
        try {
            sftp.remove(path);
        } catch (SftpException e) {
            if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
                throw e;
            }
        }
    }

    static String said(IOException e) {
        return e instanceof SftpException it && it.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE
                ? "No such file"
                : Words.own(e);
    }

    /** SFTP says no more than "Failure": the file system is asked what may lie behind it. */
    String diagnosed(IOException e, String path, long wanted) {
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

    static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
