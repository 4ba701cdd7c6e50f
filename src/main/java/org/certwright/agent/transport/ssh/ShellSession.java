package org.certwright.agent.transport.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.certwright.agent.job.HostException;

/**
 * One shell on the server for all file operations of a session, so that sudo is asked once and each
 * operation costs one round trip. Requests go in one line each; an answer ends, on both outputs of
 * the shell, with a mark that only this session knows.
 *
 * <p>Nothing but the password is sent before the shell has greeted: whatever else came with it, a
 * sudo that refuses would take for further attempts. Lines before the mark are skipped: they are
 * the password, where sudo did not ask for it.
 */
final class ShellSession implements AutoCloseable {

    private static final String GREETING = "=certwright=";
    private static final String START =
            "LC_ALL=C; PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin;"
                    + " export LC_ALL PATH; echo "
                    + GREETING
                    + "; while IFS= read -r line; do [ \"$line\" = \"$1\" ] && break; done;"
                    + " IFS= read -r mark; IFS= read -r code;"
                    + " eval \"$(printf %s \"$code\" | base64 -d)\"";
    private static final String LIBRARY = library();
    private static final Duration GREETING_LIMIT = Duration.ofSeconds(20);

    private final Words words;
    private final ChannelExec channel;
    private final Arrivals arrivals = new Arrivals();
    private final Arrivals errors = new Arrivals();
    private final OutputStream in;
    private final String mark = UUID.randomUUID().toString();

    /**
     * @throws HostException when the shell does not come to run, with sudo's reason
     */
    ShellSession(ClientSession session, Shell shell, Words words) throws HostException {
        this.words = words;
        var skipped = UUID.randomUUID().toString();
        try {
            channel = Channels.open(session, shell.line(START, List.of(skipped)), this::listenTo);
            in = channel.getInvertedIn();
            shell.answer(channel, in, false);
            greeted(shell);
            var library = Base64.getEncoder().encodeToString(LIBRARY.getBytes(UTF_8));
            send("%s\n%s\n%s\n".formatted(skipped, mark, library).getBytes(UTF_8));
        } catch (IOException | IllegalStateException e) {
            if (e instanceof HostException it) throw it;
            throw Words.isRefusedChannel(e)
                    ? words.refusedChannel("while starting a shell", e)
                    : words.lost("while starting a shell", e);
        }
    }

    private void listenTo(ChannelExec opening) {
        opening.setOut(arrivals);
        opening.setErr(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        errors.write(b);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        errors.write(bytes, from, length);
                        arrivals.changed();
                    }
                });
        opening.addCloseFutureListener(it -> arrivals.changed());
    }

    private void greeted(Shell shell) throws IOException {
        BooleanSupplier settled =
                () -> greeting() || channel.isClosed() || errors.text().contains("try again");
        arrivals.await(settled, GREETING_LIMIT);
        if (greeting()) {
            return;
        }
        // The end of its input lets sudo give up after the one attempt, and say why.
        in.close();
        arrivals.await(channel::isClosed, Channels.LIMIT);
        var said = (arrivals.text() + errors.text()).strip();
        channel.close(true);
        throw shell.didNotRun(said, null);
    }

    private boolean greeting() {
        return arrivals.text().contains(GREETING + "\n");
    }

    /**
     * @param request a function of the library and its quoted arguments, in one line
     */
    Answer ask(String request, String doing, Duration limit) throws HostException {
        arrivals.clear();
        errors.clear();
        try {
            send((request + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw words.lost(doing, e);
        }
        arrivals.await(() -> answered() || channel.isClosed(), limit);
        if (!answered()) {
            var lost = channel.isClosed();
            var said = errors.text().strip();
            close();
            throw lost
                    ? words.lost(doing, said.isEmpty() ? null : new IOException(said))
                    : words.tooSlow(doing, limit.toSeconds(), null);
        }
        var end = end();
        return new Answer(
                Integer.parseInt(end.substring(mark.length() + 2, end.length() - 1)),
                arrivals.without(end.length()),
                errors.without(mark.length() + 2));
    }

    private boolean answered() {
        return end().endsWith("\n") && errors.tail().endsWith("\n" + mark + "\n");
    }

    /** The line with mark and exit code, and the line break before it; empty before it is there. */
    private String end() {
        var tail = arrivals.tail();
        var begin = tail.indexOf("\n" + mark + " ");
        return begin < 0 ? "" : tail.substring(begin);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        channel.close(true);
    }

    private void send(byte[] bytes) throws IOException {
        in.write(bytes);
        in.flush();
    }

    private static String library() {
        try (InputStream file = ShellSession.class.getResourceAsStream("files.sh")) {
            if (file == null) {
                throw new IllegalStateException("files.sh is missing from the program");
            }
            return new String(file.readAllBytes(), UTF_8)
                    .replaceAll("(?m)^ *#.*\n", "")
                    .replaceAll("(?m)^ +|^\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param code exit code of the request
     * @param output its standard output, byte for byte
     * @param errors its standard error
     */
    record Answer(int code, byte[] output, byte[] errors) {

        String text() {
            return new String(output, UTF_8);
        }

        String said() {
            return new String(errors, UTF_8).strip();
        }
    }
}
