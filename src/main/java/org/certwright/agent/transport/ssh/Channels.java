package org.certwright.agent.transport.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/**
 * Opens the channels commands run in. OpenSSH counts a channel against {@code MaxSessions} until it
 * has reaped the command that ran there, so one that was closed a moment ago can make it refuse the
 * next. A refused channel has run nothing: it is asked for again.
 */
final class Channels {

    static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Channels() {}

    /**
     * @param prepared told of each channel before it is opened
     * @throws IOException with an {@link SshChannelOpenException} as its cause when the server
     *     refuses to the end
     */
    static ChannelExec open(ClientSession session, String line, Consumer<ChannelExec> prepared)
            throws IOException {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            var channel =
                    session.createExecChannel(
                            line.getBytes(StandardCharsets.UTF_8), null, Map.of());
            prepared.accept(channel);
            try {
                channel.open().verify(LIMIT);
                return channel;
            } catch (IOException e) {
                channel.close(true);
                if (!Words.isRefusedChannel(e) || System.nanoTime() > end) throw e;
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for a channel", e);
        }
    }
}
