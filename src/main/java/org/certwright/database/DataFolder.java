package org.certwright.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The folder everything is kept in, held by one process at a time. */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * @throws StartException when another process holds it, or it cannot be written
     */
    static DataFolder open(Path path) {
        var absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            var channel =
                    FileChannel.open(
                            absolute.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (held(channel)) return new DataFolder(absolute, channel);
            channel.close();
            throw new StartException(
                    "The data folder %s is in use by another running Certwright"
                            .formatted(absolute),
                    "Stop the other instance, or give this one a folder of its own with"
                            + " --certwright.data=FOLDER.",
                    null);
        } catch (IOException e) {
            throw new StartException(
                    "The data folder %s cannot be used: %s".formatted(absolute, e.getMessage()),
                    "Give the user who runs Certwright the right to write there, or choose another"
                            + " folder with --certwright.data=FOLDER.",
                    e);
        }
    }

    private static boolean held(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another context of this process
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** The database's password, made at the first start; readable by its owner alone. */
    Path passwordFile() throws IOException {
        var file = path.resolve("postgres.password");
        if (Files.exists(file)) return file;
        var password = new byte[24];
        new SecureRandom().nextBytes(password);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(password));
        return file;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
