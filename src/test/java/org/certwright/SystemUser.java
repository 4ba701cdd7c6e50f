package org.certwright;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.certwright.agent.job.Credential;
import org.certwright.pki.Secret;

/**
 * A user of this machine for the length of a test, with a home and a password, and sudo where a
 * test gives it. Needs root.
 */
public final class SystemUser implements AutoCloseable {

    private final String name = "cwt" + hex(4);
    private final String password = "Pw! '$" + hex(8);

    private SystemUser() {}

    public static SystemUser create() {
        return create("/bin/sh");
    }

    public static SystemUser create(String shell) {
        Peers.needRoot();
        var user = new SystemUser();
        locked(
                "useradd --create-home --shell %s %s && usermod -p \"$(openssl passwd -6 -stdin)\" %s"
                        .formatted(shell, user.name, user.name),
                user.password + "\n");
        return user;
    }

    public String name() {
        return name;
    }

    public Credential.Password password() {
        return new Credential.Password(Secret.of(password));
    }

    public Path home() {
        return Path.of("/home", name);
    }

    public SystemUser mayLogInWith(String publicKey) throws IOException {
        var folder = Files.createDirectories(home().resolve(".ssh"));
        var file = folder.resolve("authorized_keys");
        Files.writeString(file, publicKey);
        Processes.run("chown", "-R", name + ":", folder.toString());
        return this;
    }

    /** May do all as root, without a password. */
    public SystemUser passwordlessSudo() throws IOException {
        return sudo("ALL=(ALL) NOPASSWD: ALL");
    }

    /** May do all as root, with the password. */
    public SystemUser sudo() throws IOException {
        return sudo("ALL=(ALL) ALL");
    }

    public SystemUser noSudo() throws IOException {
        Files.deleteIfExists(sudoers());
        return this;
    }

    /** {@code rule} is what follows the user's name in sudoers. */
    public SystemUser sudo(String rule) throws IOException {
        Peers.need("sudo");
        var file = sudoers();
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--r-----")));
        Files.writeString(file, name + " " + rule + "\n");
        return this;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(sudoers());
        locked(
                "pkill -KILL -u "
                        + name
                        + "; userdel --force --remove "
                        + name
                        + " || test $? = 12",
                "");
    }

    private Path sudoers() {
        return Path.of("/etc/sudoers.d", name);
    }

    /** The tools for users give up at once when another one holds the lock of passwd. */
    private static void locked(String script, String input) {
        Processes.run(
                Set.of(0), input, "flock", "/run/lock/certwright-test-users", "sh", "-c", script);
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
