package org.certwright.database;

import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own below the data folder, on loopback, with a password, its data kept
 * between starts. It survives the death of this process: the next start stops what was left
 * running.
 */
final class KeptPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KeptPostgres.class);
    private static final String MAJOR = "18";
    private static final Duration START = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 30;

    private final DataFolder folder;
    private final EmbeddedPostgres server;
    private final String password;

    private KeptPostgres(DataFolder folder, EmbeddedPostgres server, String password) {
        this.folder = folder;
        this.server = server;
        this.password = password;
    }

    /**
     * @throws StartException when the folder is in use, or PostgreSQL does not start
     */
    static KeptPostgres start(Path dataFolder) {
        var folder = DataFolder.open(dataFolder);
        var data = folder.resolve("postgres");
        try {
            checkVersion(data);
            stopLeftover(data);
            return start(folder, data);
        } catch (IOException | IllegalStateException e) {
            throw new StartException(
                    "PostgreSQL in %s did not start: %s".formatted(data, e.getMessage()),
                    "Its own words stand above. Where this machine forbids it (no user namespaces"
                            + " for root, no room on the disk), run as another user, or use an"
                            + " outside PostgreSQL with --spring.datasource.url=….",
                    e);
        }
    }

    private static KeptPostgres start(DataFolder folder, Path data) throws IOException {
        var passwordFile = folder.passwordFile();
        var password = Files.readString(passwordFile);
        var programs = folder.resolve("postgres-programs");
        if (!Files.exists(programs)) {
            Files.createDirectory(
                    programs,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        var server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(programs.toFile())
                        .setRegisterShutdownHook(false)
                        .setPGStartupWait(START)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("unix_socket_directories", "''")
                        .setServerConfig("max_connections", "100")
                        .setServerConfig("shared_buffers", memory(8, 128, 4096))
                        .setServerConfig("effective_cache_size", memory(2, 512, 65_536))
                        .setServerConfig("work_mem", "16MB")
                        // many people ask for little at once; a helper begins with no page mapped
                        .setServerConfig("max_parallel_workers_per_gather", "0")
                        .setServerConfig("maintenance_work_mem", "128MB")
                        .setServerConfig("max_wal_size", "2GB")
                        .setServerConfig("random_page_cost", "1.1") // no disk has a head to move
                        .setServerConfig("jit", "off") // compiling takes longer than a page's query
                        .setLocaleConfig("auth", "scram-sha-256")
                        .setLocaleConfig("pwfile", passwordFile.toString())
                        .setLocaleConfig("locale-provider", "icu")
                        .setLocaleConfig("icu-locale", "und")
                        .setLocaleConfig("locale", "C.UTF-8")
                        .setConnectConfig("password", password)
                        .start();
        log.info("PostgreSQL runs on port {}, data in {}", server.getPort(), data);
        return new KeptPostgres(folder, server, password);
    }

    /** A part of the machine's, in MB, within bounds. */
    private static String memory(int part, long least, long most) {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var share = machine.getTotalMemorySize() / part / (1024 * 1024);
        return Math.clamp(share, least, most) + "MB";
    }

    /**
     * The folder's lock is ours, so a PostgreSQL that still works on its data belongs to no one.
     */
    private static void stopLeftover(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) return;
        var lines = Files.readAllLines(file);
        if (lines.isEmpty()) return;
        var left =
                ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(it -> it.info().command().orElse("").contains("postgres"));
        if (left.isEmpty()) return;
        log.info("The last run ended without stopping PostgreSQL; it is stopped now");
        left.get().destroy();
        try {
            left.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL stopped", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "the PostgreSQL of the last run (process %d) does not stop"
                            .formatted(left.get().pid()),
                    e);
        }
    }

    private static void checkVersion(Path data) throws IOException {
        var file = data.resolve("PG_VERSION");
        if (!Files.exists(file)) return;
        var found = Files.readString(file).strip();
        if (!found.equals(MAJOR)) {
            throw new StartException(
                    "The database in %s is of PostgreSQL %s; this program brings %s"
                            .formatted(data, found, MAJOR),
                    "Start the version of Certwright that wrote it, or move the data to an outside"
                            + " PostgreSQL and set --spring.datasource.url.",
                    null);
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:%d/postgres".formatted(server.getPort());
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        server.close();
        folder.close();
    }
}
