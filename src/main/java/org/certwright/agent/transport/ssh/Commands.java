package org.certwright.agent.transport.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.certwright.agent.job.Command;
import org.certwright.agent.job.HostException;
import org.certwright.agent.transport.RemoteHost.Output;

/** Runs commands, each in an exec channel of its own, without a terminal and without input. */
final class Commands {

    /** Printed first: all before it comes from the log-in shell's own files, not the command. */
    private static final String BEGIN = "=certwright=";

    /**
     * GNU timeout ends a command that hangs, on the server, where closing a channel would leave it
     * running. It is a file of its own; a link is another implementation, whose options differ.
     */
    private static final String SCRIPT =
            "LC_ALL=C; PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin;"
                    + " export LC_ALL PATH; echo "
                    + BEGIN
                    + "; t=$1; shift; if [ -f /usr/bin/timeout ] && [ ! -h /usr/bin/timeout ];"
                    + " then exec /usr/bin/timeout -k 5 \"$t\" \"$@\" </dev/null;"
                    + " else exec \"$@\" </dev/null; fi";

    static final int TIMED_OUT = 124;
    static final Duration REMOTE_GRACE = Duration.ofSeconds(8);
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);

    private final ClientSession session;
    private final Shell shell;
    private final Words words;

    Commands(ClientSession session, Shell shell, Words words) {
        this.session = session;
        this.shell = shell;
        this.words = words;
    }

    Output run(Command command) throws HostException {
        var doing = "while running " + command;
        var arguments = new ArrayList<>(List.of(String.valueOf(command.seconds())));
        arguments.addAll(command.arguments());
        var out = new BoundedOutput();
        var errors = new BoundedOutput();
        try (var channel = open(shell.line(SCRIPT, arguments), out, errors)) {
            var limit = Duration.ofSeconds(command.seconds()).plus(REMOTE_GRACE);
            var events =
                    channel.waitFor(
                            EnumSet.of(
                                    ClientChannelEvent.EXIT_STATUS,
                                    ClientChannelEvent.EXIT_SIGNAL,
                                    ClientChannelEvent.CLOSED),
                            limit);
            if (events.contains(ClientChannelEvent.TIMEOUT)) {
                throw words.tooSlow(doing, command.seconds(), null);
            }
            // The server closes the channel when all output is sent. When both sides close it at
            // once, OpenSSH may keep it among its open ones. A daemon the command started may hold
            // its output open: not waited for any longer.
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LAST_OUTPUT);
            return output(channel, command, out.text(), errors.text());
        } catch (HostException e) {
            throw e;
        } catch (IOException | IllegalStateException e) {
            if (Words.isRefusedChannel(e)) throw words.refusedChannel(doing, e);
            throw Words.isTimeout(e)
                    ? words.tooSlow(doing, Channels.LIMIT.toSeconds(), e)
                    : words.lost(doing, e);
        }
    }

    private ChannelExec open(String line, BoundedOutput out, BoundedOutput errors)
            throws IOException {
        var channel =
                Channels.open(
                        session,
                        line,
                        it -> {
                            it.setOut(out);
                            it.setErr(errors);
                        });
        shell.answer(channel, channel.getInvertedIn(), true);
        return channel;
    }

    private Output output(ChannelExec channel, Command command, String text, String errors)
            throws HostException {
        var exit = channel.getExitStatus();
        var signal = channel.getExitSignal();
        if (exit == null && signal == null) {
            throw words.lost("while running " + command, null);
        }
        var begin = text.indexOf(BEGIN + "\n");
        if (begin < 0) {
            throw shell.didNotRun((text + errors).strip(), null);
        }
        if (exit != null && exit == TIMED_OUT) {
            throw words.tooSlow("while running " + command, command.seconds(), null);
        }
        return new Output(
                exit == null ? -1 : exit, text.substring(begin + BEGIN.length() + 1), errors);
    }
}
