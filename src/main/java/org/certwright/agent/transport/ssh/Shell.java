package org.certwright.agent.transport.ssh;

import static org.certwright.agent.transport.ssh.ShellQuoting.quote;
import static org.certwright.agent.transport.ssh.ShellQuoting.quoteAll;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.sshd.client.channel.ChannelExec;
import org.certwright.agent.job.Credential;
import org.certwright.agent.job.Failure;
import org.certwright.agent.job.FailureCode;
import org.certwright.agent.job.HostException;
import org.certwright.agent.job.ServerSpec;
import org.certwright.agent.job.SudoMode;
import org.jspecify.annotations.Nullable;

/**
 * How a script comes to run on a server, with the rights the server's {@link SudoMode} gives: the
 * command line, and what sudo must find on its standard input.
 */
final class Shell {

    private static final String SH = "/bin/sh -c ";

    private final SudoMode sudo;
    private final byte[] password;
    private final Words words;

    /**
     * @throws HostException when sudo asks for a password and none is stored
     */
    Shell(ServerSpec server, Words words) throws HostException {
        this.sudo = server.sudo();
        this.words = words;
        this.password = sudo == SudoMode.PASSWORD ? password(server, words) : new byte[0];
    }

    SudoMode sudo() {
        return sudo;
    }

    /**
     * The script has no line break, so that csh takes it too; {@code arguments} are its $1, $2 …
     */
    String line(String script, List<String> arguments) {
        var sh = SH + quote(script) + " sh " + quoteAll(arguments.toArray(String[]::new));
        return switch (sudo) {
            case NONE -> "exec " + sh;
            case PASSWORDLESS -> "exec env LC_ALL=C sudo -n -- " + sh;
            // -k: sudo asks each time, so what it reads from its input never depends on a ticket
            case PASSWORD -> "exec env LC_ALL=C sudo -S -k -p '' -- " + sh;
        };
    }

    /**
     * Gives sudo the password, where it asks for one.
     *
     * @param end whether the input ends there: sudo then gives up after one attempt
     */
    void answer(ChannelExec channel, OutputStream in, boolean end) throws IOException {
        if (password.length == 0) {
            return;
        }
        try {
            in.write(password);
            in.flush();
            if (end) {
                in.close();
            }
        } catch (IOException e) {
            if (channel.isOpen()) {
                throw e;
            }
            // It ended without asking; its output and exit code say more than this.
        }
    }

    /** Why the script never ran. */
    HostException didNotRun(String said, @Nullable Throwable cause) {
        if (said.contains("assword") && said.contains("expired")
                || said.contains("assword change required")) {
            return words.failure(
                    FailureCode.AUTHENTICATION_FAILED,
                    "The password of the log-in user on " + words.where() + " has expired.",
                    said,
                    "Set a new password on the server, and enter it here.",
                    cause);
        }
        if (sudo == SudoMode.NONE) {
            return words.failure(
                    FailureCode.NO_PRIVILEGE,
                    "The account on " + words.where() + " does not run commands.",
                    said,
                    "It must have a login shell, and no forced command (sshd_config, authorized_keys).",
                    cause);
        }
        if (said.contains("must have a tty")) {
            return denied(
                    "sudo on " + words.where() + " wants a terminal.",
                    said,
                    "Add to its sudoers: Defaults:<user> !requiretty",
                    cause);
        }
        if (said.contains("not in the sudoers file") || said.contains("not allowed")) {
            return denied(
                    "The log-in user has no right to sudo on " + words.where() + ".",
                    said,
                    sudo == SudoMode.PASSWORDLESS
                            ? "Add to its sudoers: <user> ALL=(root) NOPASSWD: ALL"
                            : "Add to its sudoers: <user> ALL=(root) ALL",
                    cause);
        }
        if (said.contains("password is required") && sudo == SudoMode.PASSWORDLESS) {
            return denied(
                    "sudo on " + words.where() + " asks for a password.",
                    said,
                    "Add NOPASSWD to its sudoers rule, or choose sudo with password for this server.",
                    cause);
        }
        if (said.contains("incorrect password")
                || said.contains("try again")
                || said.contains("no password was provided")) {
            return denied(
                    "sudo on " + words.where() + " refused the password.",
                    said,
                    "Check the sudo password stored with the server; it was tried once.",
                    cause);
        }
        if (said.contains("sudo")
                && (said.contains("not found") || said.contains("No such file"))) {
            return denied(
                    "There is no sudo on " + words.where() + ".",
                    said,
                    "Install sudo, or log in as root without it.",
                    cause);
        }
        return denied("sudo failed on " + words.where() + ".", said, null, cause);
    }

    private HostException denied(
            String message, String said, @Nullable String remedy, @Nullable Throwable cause) {
        return words.failure(FailureCode.NO_PRIVILEGE, message, said, remedy, cause);
    }

    private static byte[] password(ServerSpec server, Words words) throws HostException {
        var secret =
                switch (server.credential()) {
                    case Credential.Password(var password) -> password;
                    case Credential.PrivateKey key -> key.sudoPassword();
                };
        if (secret == null || secret.isEmpty() || secret.reveal().contains("\n")) {
            throw new HostException(
                    new Failure(
                            FailureCode.NO_PRIVILEGE,
                            "No password for sudo is stored for " + words.where() + ".",
                            null,
                            "Enter the sudo password with the server, or choose passwordless sudo."));
        }
        return (secret.reveal() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
